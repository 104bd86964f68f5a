using System.Text.Json;
using FakeAlpaca.Faults;
using FakeAlpaca.Market;
using Microsoft.AspNetCore.Http;

namespace FakeAlpaca.Rest;

/// <summary><c>/v2/stocks/bars</c>, <c>/v2/stocks/bars/latest</c> and the same of crypto below <c>/v1beta3/crypto/us</c>.</summary>
internal sealed class BarsEndpoint(FakeAlpacaOptions options, FakeFaults faults, FakeStatistics statistics)
{
    /// <summary>Bars between two looks at how fast the client reads.</summary>
    private const int Stride = 512;
    private static readonly JsonWriterOptions s_trusted = new() { SkipValidation = true };
    private int _pages;

    public async Task BarsAsync(HttpContext context, MarketView view, bool crypto)
    {
        var query = BarsQuery.Parse(context.Request.Query, crypto, view.Now, options.Feeds);
        var page = query.Feed == "otc" ? new BarsPage([], null) : BarsPage.Of(query, view);
        var next = page.Next?.Text(query.Timeframe);
        if (faults.RepeatPageToken)
        {
            next = query.After?.Text(query.Timeframe) ?? next;
        }
        var body = context.Response.BodyWriter;
        await using var writer = new Utf8JsonWriter(body, s_trusted);
        writer.WriteStartObject();
        writer.WriteStartObject("bars"u8);
        var faulty =
            faults.Pages == PageFaults.None
                ? null
                : new FaultyEntries(faults.Pages, faults.PageShare, faults.PageSeed, Interlocked.Increment(ref _pages));
        foreach (var (symbol, bars) in page.Bars)
        {
            writer.WriteStartArray(symbol);
            faulty?.Write(writer, bars);
            for (var i = 0; faulty is null && i < bars.Count; i++)
            {
                BarJson.Write(writer, bars[i]);
                if (i % Stride == Stride - 1)
                {
                    writer.Flush();
                    await body.FlushAsync(context.RequestAborted);
                }
            }
            writer.WriteEndArray();
            statistics.CountBars(bars.Count);
        }
        writer.WriteEndObject();
        writer.WriteString("next_page_token"u8, next);
        writer.WriteEndObject();
    }

    public async Task LatestAsync(HttpContext context, MarketView view, bool crypto)
    {
        var symbols = BarsQuery.SymbolsOf(context.Request.Query, crypto);
        var feed = crypto ? "us" : BarsQuery.FeedOf(context.Request.Query, options.Feeds);
        await using var writer = new Utf8JsonWriter(context.Response.BodyWriter, s_trusted);
        writer.WriteStartObject();
        writer.WriteStartObject("bars"u8);
        foreach (var symbol in symbols)
        {
            if (view.Latest(symbol) is { } bar)
            {
                writer.WritePropertyName(symbol);
                BarJson.Write(writer, ServedBars.OfFeed(bar, feed));
                statistics.CountBars(1);
            }
        }
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
