using Microsoft.Extensions.Logging;
using Quant.Catalog;
using Quant.Catalog.Market;
using Quant.Lake.Manifest;
using Quant.Lake.Partitions;
using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Storage;
using Quant.Specs;

namespace Quant.Grains.Ingest.Storing;

/// <summary>Plans what bars do to the partitions there are; computes and writes files.</summary>
/// <param name="current">The manifest's entries of the symbol and interval.</param>
internal delegate MergePlan PlanPartitions(IReadOnlyList<ManifestEntry> current);

/// <summary>
/// Puts bars of one symbol into the lake, one delivery after the other. Owned by the symbol's grain, and used on its turns.
/// </summary>
internal sealed class SymbolBars(
    Symbol symbol,
    CatalogStore catalog,
    LakeStore lake,
    IngestThreads threads,
    ILogger log
)
{
    /// <summary>How often a swap lost to another writer is planned again before it is told.</summary>
    private const int SwapAttempts = 5;

    private readonly BarStore _store = new(lake);
    private readonly SemaphoreSlim _writing = new(1);

    public Symbol Symbol => symbol;

    public BarStore Store => _store;

    /// <summary>When the symbol trades: as it is known, else as asked for, else by its name.</summary>
    /// <exception cref="BadInputException">Not a calendar, or another than it is known to have.</exception>
    public async Task<ExchangeCalendar> CalendarAsync(string? asked)
    {
        var known = await catalog.Symbols.FindAsync(symbol);
        if (known is not null && asked is not null && ExchangeCalendar.Parse(asked).Name != known.Calendar)
        {
            throw new BadInputException("calendar", asked, $"{known.Calendar}, by which bars of {symbol} are stored");
        }
        return ExchangeCalendar.Parse(known?.Calendar ?? asked ?? ByName().Name);
    }

    /// <summary>Enters the symbol, or refuses bars that must not stand beside those it has.</summary>
    /// <exception cref="BadInputException">Made-up bars for a symbol with real ones, or the other way round.</exception>
    public async Task EnterAsync(string description, string source, ExchangeCalendar calendar, bool synthetic)
    {
        var known = await catalog.Symbols.FindAsync(symbol);
        if (known is null || (await catalog.Symbols.CoverageAsync(symbol)).Count == 0)
        {
            await catalog.Symbols.PutAsync(symbol, description, source, calendar.Name, synthetic);
            return;
        }
        Require(known, source, synthetic);
    }

    /// <exception cref="BadInputException">Made-up bars for a symbol with real ones, or the other way round.</exception>
    public async Task RequireSameKindAsync(string source, bool synthetic)
    {
        if (
            await catalog.Symbols.FindAsync(symbol) is { } known
            && (await catalog.Symbols.CoverageAsync(symbol)).Count > 0
        )
        {
            Require(known, source, synthetic);
        }
    }

    /// <exception cref="BadInputException">Bars are stored by another calendar.</exception>
    public async Task RequireSameCalendarAsync(ExchangeCalendar calendar)
    {
        if ((await catalog.Symbols.CoverageAsync(symbol)).Count > 0)
        {
            await CalendarAsync(calendar.Name);
        }
    }

    /// <summary>Puts bars over the stored ones.</summary>
    /// <param name="bars">Judged raw bars.</param>
    /// <param name="live">From when on they grow minute by minute; null for history.</param>
    /// <param name="cancellation">Ends the wait; nothing is half stored.</param>
    public Task<MergePlan> MergeAsync(BarSeries bars, HotDay? live, CancellationToken cancellation) =>
        bars.Count == 0
            ? Task.FromResult(new MergePlan([], 0, 0, 0))
            : SwapAsync(bars.Interval, current => _store.PlanMerge(current, bars, live), cancellation);

    /// <summary>Plans and swaps, again where another writer came first.</summary>
    public Task<MergePlan> SwapAsync(Interval interval, PlanPartitions plan, CancellationToken cancellation) =>
        SwapAsync(interval, compute => threads.RunAsync(symbol, _ => compute(), cancellation), plan, cancellation);

    /// <summary>As the other <c>SwapAsync</c>, computing where the caller says.</summary>
    public async Task<MergePlan> SwapAsync(
        Interval interval,
        Func<Func<MergePlan>, Task<MergePlan>> compute,
        PlanPartitions plan,
        CancellationToken cancellation
    )
    {
        var dataset = BarStore.DatasetOf(interval);
        await _writing.WaitAsync(cancellation);
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                var current = await catalog.Manifest.ListAsync(dataset, symbol.ToString(), cancellation);
                var planned = await compute(() => plan(current));
                if (planned.Changes.Count == 0 || await catalog.Manifest.TryApplyAsync(planned.Changes, cancellation))
                {
                    return planned;
                }
                if (attempt == SwapAttempts)
                {
                    throw new InvalidOperationException(
                        $"Another writer replaced partitions of {symbol} {SwapAttempts} times in a row; nothing was changed."
                    );
                }
                log.LogWarning("Partitions of {Symbol} changed while bars were merged; planning again", symbol);
            }
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Puts the bars of UTC days before a date into their months.</summary>
    public Task ConsolidateAsync(DateOnly before, CancellationToken cancellation) =>
        SwapAsync(
            Interval.Minute1,
            current => new MergePlan(_store.PlanConsolidation(current, before), 0, 0, 0),
            cancellation
        );

    /// <summary>Removes all bars, and then all that is known of them. Begun again after a kill, it ends the same.</summary>
    public async Task RemoveAsync()
    {
        foreach (var interval in Interval.All)
        {
            await SwapAsync(
                interval,
                current => new MergePlan(
                    [.. current.Select(entry => new ManifestChange(entry.Key, entry.Generation, null))],
                    0,
                    0,
                    0
                ),
                CancellationToken.None
            );
        }
        await catalog.Symbols.RemoveAsync(symbol);
    }

    public async Task<SymbolCoverage?> CoverageAsync(Interval interval, CancellationToken cancellation = default) =>
        (await catalog.Symbols.CoverageAsync(symbol, cancellation)).FirstOrDefault(c => c.Interval == interval);

    private ExchangeCalendar ByName() =>
        CalendarInference.IsCurrencyPair(symbol) ? ExchangeCalendar.Forex
        : symbol.ToString().Contains('/') ? ExchangeCalendar.AlwaysOpen
        : ExchangeCalendar.Nyse;

    private void Require(SymbolRecord known, string source, bool synthetic)
    {
        if (known.Synthetic != synthetic)
        {
            throw new BadInputException(
                "source",
                source,
                known.Synthetic
                    ? $"made-up bars, as {symbol} has ({known.Source}); 'quant bars remove {symbol}' makes room for real ones"
                    : $"real bars, as {symbol} has ({known.Source}); made-up ones never mix with them"
            );
        }
    }
}
