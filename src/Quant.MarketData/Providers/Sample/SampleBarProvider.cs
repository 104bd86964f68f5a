using System.Runtime.CompilerServices;
using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Storage;
using Quant.Specs;

namespace Quant.MarketData.Providers.Sample;

/// <summary>Serves the built-in samples as any other provider is served: page by page, one lake partition each.</summary>
/// <param name="sources">The samples; the first that has a symbol answers for it.</param>
public sealed class SampleBarProvider(IReadOnlyList<ISampleSource> sources) : IBarProvider
{
    public string Name => "sample";

    public ProviderCapabilities Capabilities { get; } =
        new(
            [.. sources.Select(source => source.Interval).Distinct()],
            sources.Min(source => source.FirstDate),
            HasVwap: false,
            HasTradeCount: false,
            NeedsCredentials: false
        );

    public async IAsyncEnumerable<BarPage> GetBarsAsync(
        Symbol symbol,
        Interval interval,
        DateTimeOffset from,
        DateTimeOffset to,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        var source =
            sources.FirstOrDefault(candidate => candidate.Has(symbol))
            ?? throw new BadInputException("symbol", symbol, string.Join("; ", sources.Select(s => s.Description)));
        if (interval != source.Interval)
        {
            throw new BadInputException("interval", interval, $"{source.Interval}, which sample {source.Name} has");
        }
        var zone = ExchangeCalendar.Nyse.Zone;
        var (start, end) = (UnixMicros.From(from), UnixMicros.From(to));
        var series = source.Load(symbol, zone.DateOf(start), zone.DateOf(end)).Series;
        foreach (var (_, first, count) in BarPeriod.Split(series))
        {
            cancellation.ThrowIfCancellationRequested();
            var low = Math.Max(first, series.FirstAtOrAfter(start));
            var high = Math.Min(first + count, series.FirstAtOrAfter(end));
            if (low < high)
            {
                yield return new BarPage(series.Slice(low, high - low), series.Ts[high - 1] + 1);
            }
        }
        await Task.CompletedTask;
    }
}
