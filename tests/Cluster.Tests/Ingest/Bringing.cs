using Quant.Cluster.Tests.Factory;
using Quant.Grains.Interfaces.Ingest;
using Quant.Lake.Manifest;
using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Storage;

namespace Quant.Cluster.Tests.Ingest;

/// <summary>Bars asked of providers, as a client asks.</summary>
internal static class Bringing
{
    public static BackfillRequest Range(string from, string? to = null) =>
        new(
            "1m",
            Midnight(from),
            to is null ? null : Midnight(to),
            [],
            "regular",
            null,
            NewestFirst: false,
            Again: false,
            OnlyGaps: false
        );

    public static long Midnight(string date) =>
        ExchangeCalendar.Nyse.Zone.Midnight(DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture));

    public static DateOnly Date(string date) => DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Asks, and waits until it is over or held back.</summary>
    public static async Task<BackfillStatus> BackfillAsync(
        this TestFactory factory,
        string symbol,
        BackfillRequest request
    )
    {
        var grain = factory.Grain<ISymbolIngestGrain>(symbol);
        return await factory.EndAsync(symbol, (await grain.BackfillAsync(request)).Id);
    }

    public static async Task<BackfillStatus> EndAsync(this TestFactory factory, string symbol, string id)
    {
        while (true)
        {
            var status = await factory
                .Grain<ISymbolIngestGrain>(symbol)
                .WaitBackfillAsync(id, TimeSpan.FromSeconds(10));
            if (status.IsOver || status.State == "paused")
            {
                return status;
            }
        }
    }

    /// <summary>The minute bars the lake holds.</summary>
    public static async Task<BarSeries> StoredAsync(this TestFactory factory, string symbol)
    {
        var entries = await factory.EntriesAsync(Dataset.Bars("1m"), symbol);
        return entries.Count == 0
            ? new BarSeriesBuilder().Build(Symbol.Parse(symbol), Interval.Minute1)
            : new BarStore(factory.Lake).Read(entries, withSource: true);
    }

    /// <summary>Each bar of a series.</summary>
    public static IReadOnlyList<Bar> All(this BarSeries series) =>
        [.. Enumerable.Range(0, series.Count).Select(i => series[i])];
}
