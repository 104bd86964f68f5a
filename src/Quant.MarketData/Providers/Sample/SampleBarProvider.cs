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
        new()
        {
            Intervals = [.. sources.Select(source => source.Interval).Distinct()],
            Calendars = [ExchangeCalendar.Nyse.Name],
            EarliestDate = sources.Min(source => source.FirstDate),
        };

    public async IAsyncEnumerable<BarPage> GetBarsAsync(
        BarRequest request,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        foreach (var symbol in request.Symbols)
        {
            var source =
                sources.FirstOrDefault(candidate => candidate.Has(symbol))
                ?? throw new BadInputException("symbol", symbol, string.Join("; ", sources.Select(s => s.Description)));
            if (request.Interval != source.Interval)
            {
                throw new BadInputException(
                    "interval",
                    request.Interval,
                    $"{source.Interval}, which sample {source.Name} has"
                );
            }
            var zone = ExchangeCalendar.Nyse.Zone;
            var series = source.Load(symbol, zone.DateOf(request.FromTs), zone.DateOf(request.ToTs)).Series;
            foreach (var (_, first, count) in BarPeriod.Split(series))
            {
                cancellation.ThrowIfCancellationRequested();
                var low = Math.Max(first, series.FirstAtOrAfter(request.FromTs));
                var high = Math.Min(first + count, series.FirstAtOrAfter(request.ToTs));
                if (low < high)
                {
                    yield return new BarPage(symbol, [.. Enumerable.Range(low, high - low).Select(i => series[i])], []);
                }
            }
        }
        await Task.CompletedTask;
    }
}
