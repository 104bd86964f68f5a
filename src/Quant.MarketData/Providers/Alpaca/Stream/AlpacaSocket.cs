using System.Buffers;
using System.Net;
using System.Net.WebSockets;
using Quant.MarketData.Providers.Http;

namespace Quant.MarketData.Providers.Alpaca.Stream;

/// <summary>A connection to Alpaca's stream: whole messages in, JSON out. One reader; any number of writers.</summary>
internal sealed class AlpacaSocket(WebSocket socket, int maxMessageBytes) : IDisposable
{
    private readonly SemaphoreSlim _sending = new(1, 1);
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(64 << 10);

    /// <summary>Opens a WebSocket that pings, and breaks when nobody answers within as long again.</summary>
    /// <param name="address">Where.</param>
    /// <param name="ping">After how long a silence it pings.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    /// <exception cref="ProviderRefusedException">The server says no to the connection itself.</exception>
    /// <exception cref="WebSocketException">No connection.</exception>
    public static async Task<WebSocket> ConnectAsync(Uri address, TimeSpan ping, CancellationToken cancellation)
    {
        var socket = new ClientWebSocket();
        try
        {
            socket.Options.KeepAliveInterval = ping;
            socket.Options.KeepAliveTimeout = ping;
            socket.Options.CollectHttpResponseDetails = true;
            await socket.ConnectAsync(address, cancellation);
            return socket;
        }
        catch (WebSocketException) when (Refusal(socket.HttpStatusCode, address) is { } refusal)
        {
            socket.Dispose();
            throw refusal;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public async Task SendAsync(byte[] json, CancellationToken cancellation)
    {
        await _sending.WaitAsync(cancellation);
        try
        {
            await socket.SendAsync(json, WebSocketMessageType.Text, endOfMessage: true, cancellation);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>The next message, its frames put together; null when the other side has closed.</summary>
    /// <exception cref="MalformedAnswerException">Larger than allowed, or no JSON array.</exception>
    public async Task<List<AlpacaMessage>?> ReceiveAsync(CancellationToken cancellation)
    {
        var length = 0;
        while (true)
        {
            if (length == _buffer.Length)
            {
                Grow();
            }
            var result = await socket.ReceiveAsync(_buffer.AsMemory(length), cancellation);
            if (result.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }
            length += result.Count;
            if (length > maxMessageBytes)
            {
                throw new MessageTooLargeException(maxMessageBytes);
            }
            if (result.EndOfMessage)
            {
                return AlpacaStreamParser.Parse(_buffer.AsSpan(0, length));
            }
        }
    }

    public void Dispose()
    {
        socket.Dispose();
        ArrayPool<byte>.Shared.Return(Interlocked.Exchange(ref _buffer, []));
    }

    private static ProviderRefusedException? Refusal(HttpStatusCode status, Uri address)
    {
        var reason = status switch
        {
            HttpStatusCode.Unauthorized =>
                $"the stream does not accept the key; check {AlpacaOptions.KeyIdVariable} and {AlpacaOptions.SecretVariable}",
            HttpStatusCode.Forbidden or HttpStatusCode.NotFound =>
                $"no stream at {address.AbsolutePath}; check {AlpacaOptions.FeedVariable} and {AlpacaOptions.StreamUrlVariable}",
            _ => null,
        };
        return reason is null
            ? null
            : new ProviderRefusedException(AlpacaAccess.Name, (int)status, $"HTTP {(int)status}: {reason}");
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        _buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}

/// <summary>A message that is not read to its end: the connection cannot go on.</summary>
internal sealed class MessageTooLargeException(int allowed)
    : Exception($"a message larger than {allowed / (1 << 20)} MiB");
