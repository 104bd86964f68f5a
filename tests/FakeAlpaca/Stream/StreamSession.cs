using System.Net.WebSockets;
using System.Threading.Channels;
using FakeAlpaca.Faults;

namespace FakeAlpaca.Stream;

/// <summary>One client of the stream: it says who it is, and then what it wants to hear.</summary>
internal sealed class StreamSession(WebSocket socket, string feed, StreamAccount account, FakeFaults faults)
{
    private const int LongestMessage = 1 << 20;
    private const int MessagesKept = 4096;

    private readonly Channel<(byte[] Bytes, TaskCompletionSource? Sent)> _outgoing = Channel.CreateBounded<(
        byte[],
        TaskCompletionSource?
    )>(MessagesKept);
    private readonly CancellationTokenSource _ending = new();
    private volatile bool _authenticated;

    public Channels Channels { get; } = new();

    public string Feed => feed;

    public bool IsAuthenticated => _authenticated;

    /// <summary>Serves the client until either side ends.</summary>
    /// <param name="key">Key of the headers, if there were some.</param>
    /// <param name="secret">Secret of the headers, if there were some.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task RunAsync(string? key, string? secret, CancellationToken cancellation)
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _ending.Token);
        var sending = SendAllAsync(linked.Token);
        try
        {
            await TellAsync(StreamMessage.Connected);
            if (key is not null && secret is not null)
            {
                await AuthenticateAsync(key, secret);
            }
            using var patience = account.StartPatience(OnImpatient);
            await ReceiveAllAsync(linked.Token);
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException)
        {
            // The client has gone, or was sent away: both are how a stream ends.
        }
        finally
        {
            account.Leave(this);
            _outgoing.Writer.TryComplete();
            await _ending.CancelAsync();
            await sending;
            _ending.Dispose();
        }
    }

    /// <summary>Queues a message of data; false when the client has not kept up and is sent away.</summary>
    /// <returns>Done when the message has left, or never will.</returns>
    public Task PublishAsync(byte[] message)
    {
        if (faults.Stream.TakeMalformed())
        {
            message = message[..(message.Length / 2)];
        }
        var sent = faults.Stream.TakeRepeated() ? TellAsync(message) : Task.CompletedTask;
        return Task.WhenAll(sent, TellAsync(message));
    }

    /// <summary>Ends the connection without a word.</summary>
    public void Drop() => socket.Abort();

    /// <summary>Says why, and ends the connection.</summary>
    public async Task EndAsync(int code, string reason)
    {
        await TellAsync(StreamMessage.Error(code, reason));
        _outgoing.Writer.TryComplete();
    }

    private Task TellAsync(byte[] message)
    {
        var sent = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!_outgoing.Writer.TryWrite((message, sent)))
        {
            // Either it is over, or the client does not read: Alpaca ends such a connection (407, slow client).
            socket.Abort();
            return Task.CompletedTask;
        }
        return sent.Task;
    }

    private void OnImpatient()
    {
        if (!_authenticated)
        {
            _ = EndAsync(404, "auth timeout");
        }
    }

    private async Task AuthenticateAsync(string key, string secret)
    {
        if (_authenticated)
        {
            await TellAsync(StreamMessage.Error(403, "already authenticated"));
            return;
        }
        if (account.Refuses(this, key, secret) is var (code, reason) && code != 0)
        {
            await EndAsync(code, reason);
            return;
        }
        _authenticated = true;
        await TellAsync(StreamMessage.Authenticated);
    }

    private async Task SendAllAsync(CancellationToken cancellation)
    {
        try
        {
            await foreach (var (bytes, sent) in _outgoing.Reader.ReadAllAsync(CancellationToken.None))
            {
                await SendAsync(bytes, cancellation);
                sent?.TrySetResult();
            }
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token);
            }
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException)
        {
            socket.Abort();
        }
        finally
        {
            _outgoing.Writer.TryComplete();
            while (_outgoing.Reader.TryRead(out var never))
            {
                never.Sent?.TrySetResult();
            }
        }
    }

    private async Task SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellation)
    {
        var most = faults.Stream.FragmentBytes;
        while (most > 0 && message.Length > most)
        {
            await socket.SendAsync(message[..most], WebSocketMessageType.Text, endOfMessage: false, cancellation);
            message = message[most..];
        }
        await socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, cancellation);
    }

    private async Task ReceiveAllAsync(CancellationToken cancellation)
    {
        var buffer = new byte[4096];
        var length = 0;
        while (socket.State == WebSocketState.Open)
        {
            var got = await socket.ReceiveAsync(buffer.AsMemory(length), cancellation);
            if (got.MessageType == WebSocketMessageType.Close)
            {
                return;
            }
            length += got.Count;
            if (got.EndOfMessage)
            {
                await HearAsync(buffer.AsMemory(0, length));
                length = 0;
            }
            else if (length == buffer.Length)
            {
                if (length >= LongestMessage)
                {
                    await EndAsync(400, "invalid syntax");
                    return;
                }
                Array.Resize(ref buffer, 2 * length);
            }
        }
    }

    private async Task HearAsync(ReadOnlyMemory<byte> message)
    {
        if (StreamRequest.Read(message) is not { } request)
        {
            await TellAsync(StreamMessage.Error(400, "invalid syntax"));
        }
        else if (request.Action == "auth")
        {
            await AuthenticateAsync(request.Key, request.Secret);
        }
        else if (!_authenticated)
        {
            await TellAsync(StreamMessage.Error(401, "not authenticated"));
        }
        else
        {
            foreach (var (channel, symbols) in request.Symbols)
            {
                if (request.Action == "subscribe")
                {
                    Channels.Add(channel, symbols);
                }
                else
                {
                    Channels.Remove(channel, symbols);
                }
            }
            await TellAsync(StreamMessage.Subscription(Channels));
        }
    }
}
