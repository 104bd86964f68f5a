using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using FakeAlpaca;

namespace Quant.Providers.Tests.Server;

/// <summary>A stream without any code of the product. Waits are bounded, so that a silent server fails a test.</summary>
internal sealed class RawStream : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);
    private readonly ClientWebSocket _socket = new();
    private readonly Queue<JsonElement> _early = new();

    /// <summary>Frames the last message came in.</summary>
    public int Frames { get; private set; }

    public static async Task<RawStream> ConnectAsync(FakeAlpacaServer server, string feed = "sip")
    {
        var stream = new RawStream();
        stream._socket.Options.KeepAliveInterval = TimeSpan.Zero;
        await stream._socket.ConnectAsync(
            new Uri(server.StreamAddress, $"v2/{feed}"),
            TestContext.Current.CancellationToken
        );
        Assert.Equal("connected", (await stream.NextAsync()).GetProperty("msg").GetString());
        return stream;
    }

    /// <summary>Connected, authenticated and subscribed.</summary>
    public static async Task<RawStream> OpenAsync(FakeAlpacaServer server, string subscription, string feed = "sip")
    {
        var stream = await ConnectAsync(server, feed);
        Assert.Equal("authenticated", (await stream.AuthenticateAsync()).GetProperty("msg").GetString());
        Assert.Equal("subscription", (await stream.AskAsync(subscription)).GetProperty("T").GetString());
        return stream;
    }

    public Task<JsonElement> AuthenticateAsync(
        string key = FakeAlpacaOptions.DefaultKeyId,
        string secret = FakeAlpacaOptions.DefaultSecretKey
    ) => AskAsync($$"""{"action":"auth","key":"{{key}}","secret":"{{secret}}"}""");

    public async Task<JsonElement> AskAsync(string message)
    {
        await _socket.SendAsync(
            Encoding.UTF8.GetBytes(message),
            WebSocketMessageType.Text,
            true,
            TestContext.Current.CancellationToken
        );
        return await NextAsync();
    }

    /// <summary>The next element of a message.</summary>
    public async Task<JsonElement> NextAsync()
    {
        if (_early.Count == 0)
        {
            using var document = JsonDocument.Parse(await TextAsync());
            foreach (var element in document.RootElement.EnumerateArray())
            {
                _early.Enqueue(element.Clone());
            }
        }
        return _early.Dequeue();
    }

    /// <summary>The next whole message.</summary>
    /// <exception cref="WebSocketException">The connection broke.</exception>
    public async Task<string> TextAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(s_patience);
        var bytes = new List<byte>();
        var buffer = new byte[1 << 16];
        for (Frames = 1; ; Frames++)
        {
            var got = await _socket.ReceiveAsync(buffer, patience.Token);
            if (got.MessageType == WebSocketMessageType.Close)
            {
                throw new WebSocketException(WebSocketError.ConnectionClosedPrematurely, "closed");
            }
            bytes.AddRange(buffer.AsSpan(0, got.Count));
            if (got.EndOfMessage)
            {
                return Encoding.UTF8.GetString([.. bytes]);
            }
        }
    }

    public void Dispose() => _socket.Dispose();
}
