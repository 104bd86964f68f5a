using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace Quant.MarketData.Tests.Providers.Alpaca.Stream;

/// <summary>A WebSocket server on this machine whose connections are played by hand.</summary>
internal sealed class StreamServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ended = new();
    private readonly Channel<Peer> _peers = Channel.CreateUnbounded<Peer>();
    private readonly List<Peer> _all = [];
    private readonly Task _accepting;

    /// <param name="status">What it answers to a request for a WebSocket; 101 to agree.</param>
    public StreamServer(int status = 101)
    {
        _listener.Start();
        _accepting = AcceptAsync(status);
    }

    public Uri Address => new($"ws://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>The next connection that is made.</summary>
    public ValueTask<Peer> NextAsync() => _peers.Reader.ReadAsync(_ended.Token);

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _accepting;
        _listener.Stop();
        _all.ForEach(peer => peer.Break());
        _ended.Dispose();
    }

    private async Task AcceptAsync(int status)
    {
        try
        {
            while (true)
            {
                await ServeAsync(await _listener.AcceptTcpClientAsync(_ended.Token), status);
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException)
        {
            _peers.Writer.TryComplete();
        }
    }

    private async Task ServeAsync(TcpClient client, int status)
    {
        try
        {
            var stream = client.GetStream();
            var head = await HeadAsync(stream);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(Answer(head, status)), _ended.Token);
            if (status != 101)
            {
                client.Dispose();
                return;
            }
            var socket = WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { IsServer = true });
            var peer = new Peer(client, socket, head.Split(' ')[1]);
            _all.Add(peer);
            await _peers.Writer.WriteAsync(peer, _ended.Token);
        }
        catch (IOException)
        {
            // The other side gave up before it was answered; there will be another attempt.
            client.Dispose();
        }
    }

    private async Task<string> HeadAsync(NetworkStream stream)
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (head.Count < 4 || !head[^4..].SequenceEqual("\r\n\r\n"u8.ToArray()))
        {
            await stream.ReadExactlyAsync(one, _ended.Token);
            head.Add(one[0]);
        }
        return Encoding.ASCII.GetString([.. head]);
    }

    private static string Answer(string head, int status)
    {
        if (status != 101)
        {
            return $"HTTP/1.1 {status} No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        }
        var key = head.Split("\r\n")
            .Single(l => l.StartsWith("Sec-WebSocket-Key:", StringComparison.OrdinalIgnoreCase));
        // RFC 6455, 4.2.2: the key and a fixed text, hashed.
        var text = key[(key.IndexOf(':') + 1)..].Trim() + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
        var accept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(text)));
        return $"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n";
    }

    /// <summary>The server's end of one connection.</summary>
    internal sealed class Peer(TcpClient client, WebSocket socket, string path)
    {
        private readonly byte[] _buffer = new byte[64 << 10];

        public string Path => path;

        public Task SendAsync(string json, bool last = true) =>
            socket.SendAsync(Encoding.UTF8.GetBytes(json), WebSocketMessageType.Text, last, default);

        public async Task<JsonElement> ReceiveAsync()
        {
            var result = await socket.ReceiveAsync(_buffer, default);
            Assert.True(result.EndOfMessage);
            return JsonDocument.Parse(_buffer[..result.Count]).RootElement;
        }

        /// <summary>Plays the whole greeting, and says what was subscribed to.</summary>
        public async Task<string[]> GreetAsync(bool statuses = true)
        {
            await SendAsync("""[{"T":"success","msg":"connected"}]""");
            var auth = await ReceiveAsync();
            Assert.Equal("auth", auth.GetProperty("action").GetString());
            Assert.Equal(AlpacaSetup.KeyId, auth.GetProperty("key").GetString());
            Assert.Equal(AlpacaSetup.Secret, auth.GetProperty("secret").GetString());
            await SendAsync("""[{"T":"success","msg":"authenticated"}]""");
            var bars = await ReceiveAsync();
            await SendAsync("""[{"T":"subscription","trades":[],"quotes":[],"bars":["AAPL"]}]""");
            if (statuses)
            {
                Assert.True((await ReceiveAsync()).TryGetProperty("statuses", out _));
                await SendAsync("""[{"T":"subscription","bars":["AAPL"],"statuses":["AAPL"]}]""");
            }
            return Names(bars, "subscribe", "bars", "updatedBars", "dailyBars");
        }

        /// <summary>The symbols of a message, which must name the same ones on each channel.</summary>
        public static string[] Names(JsonElement message, string action, params string[] channels)
        {
            Assert.Equal(action, message.GetProperty("action").GetString());
            var names = channels
                .Select(channel => message.GetProperty(channel).EnumerateArray().Select(s => s.GetString()!).ToArray())
                .ToList();
            Assert.All(names, list => Assert.Equal(names[0], list));
            return names[0];
        }

        public Task CloseAsync() => socket.CloseOutputAsync(WebSocketCloseStatus.EndpointUnavailable, "bye", default);

        /// <summary>Breaks the connection without a word.</summary>
        public void Break()
        {
            if (client.Client is { } open)
            {
                open.LingerState = new LingerOption(true, 0);
                client.Close();
            }
        }
    }
}
