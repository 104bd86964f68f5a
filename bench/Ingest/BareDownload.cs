using System.Text;
using Quant.MarketData.Ingest;
using Quant.Specs;

namespace Quant.Bench.Ingest;

/// <summary>
/// The same pages as the product asks for, by the same windows and as many of them at a time, read to their ends and thrown
/// away: the provider's own time.
/// </summary>
/// <param name="address">The server.</param>
/// <param name="symbol">The symbol.</param>
/// <param name="atOnce">Windows under way at a time.</param>
internal sealed class BareDownload(Uri address, string symbol, int atOnce) : IDisposable
{
    private static readonly byte[] s_token = Encoding.UTF8.GetBytes("\"next_page_token\":\"");
    private readonly HttpClient _http = Client(address);
    private long _pages;
    private long _bytes;

    public long Pages => Interlocked.Read(ref _pages);

    public long Bytes => Interlocked.Read(ref _bytes);

    public async Task RunAsync(IReadOnlyList<IngestWindowSpan> windows)
    {
        var ahead = new Queue<Task>();
        foreach (var window in windows)
        {
            if (ahead.Count == atOnce)
            {
                await ahead.Dequeue();
            }
            ahead.Enqueue(Task.Run(() => WindowAsync(window)));
        }
        await Task.WhenAll(ahead);
    }

    public void Dispose() => _http.Dispose();

    private async Task WindowAsync(IngestWindowSpan window)
    {
        var query =
            $"v2/stocks/bars?symbols={symbol}&timeframe=1Min&start={UnixMicros.Format(window.FromTs)}"
            + $"&end={UnixMicros.Format(window.ToTs - UnixMicros.PerSecond)}&limit=10000&sort=asc&adjustment=raw&feed=sip";
        var buffer = new byte[1 << 16];
        string? token = null;
        do
        {
            using var answer = await _http.GetAsync(
                token is null ? query : $"{query}&page_token={Uri.EscapeDataString(token)}",
                HttpCompletionOption.ResponseHeadersRead
            );
            answer.EnsureSuccessStatusCode();
            using var body = await answer.Content.ReadAsStreamAsync();
            token = await EndAsync(body, buffer);
            Interlocked.Increment(ref _pages);
        } while (token is not null);
    }

    /// <summary>Reads to the end, where the next page's token stands.</summary>
    private async Task<string?> EndAsync(Stream body, byte[] buffer)
    {
        var kept = 0;
        while (await body.ReadAsync(buffer.AsMemory(kept)) is > 0 and var got)
        {
            Interlocked.Add(ref _bytes, got);
            var length = kept + got;
            kept = Math.Min(length, 512);
            buffer.AsSpan(length - kept, kept).CopyTo(buffer);
        }
        var end = buffer.AsSpan(0, kept);
        var at = end.IndexOf(s_token);
        if (at < 0)
        {
            return null;
        }
        var text = end[(at + s_token.Length)..];
        return Encoding.UTF8.GetString(text[..text.IndexOf((byte)'"')]);
    }

    private static HttpClient Client(Uri address)
    {
        var http = new HttpClient { BaseAddress = address };
        http.DefaultRequestHeaders.Add("APCA-API-KEY-ID", FakeAlpaca.FakeAlpacaOptions.DefaultKeyId);
        http.DefaultRequestHeaders.Add("APCA-API-SECRET-KEY", FakeAlpaca.FakeAlpacaOptions.DefaultSecretKey);
        return http;
    }
}
