using Microsoft.Extensions.Logging;
using Quant.Catalog;
using Quant.Catalog.Market;
using Quant.Grains.Ingest.Storing;
using Quant.Grains.Interfaces.Ingest;
using Quant.Lake.Manifest;
using Quant.MarketData.Adjustments;
using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Providers;
using Quant.MarketData.Providers.Actions;
using Quant.MarketData.Storage;
using Quant.Specs;

namespace Quant.Grains.Ingest.Actions;

/// <summary>
/// Asks for a symbol's splits and dividends over the time of its bars, stores them as announced, and derives the factors
/// that bars are adjusted by when they are read.
/// </summary>
internal sealed class ActionSync(
    SymbolBars bars,
    CatalogStore catalog,
    ActionSources sources,
    IngestThreads threads,
    TimeProvider clock
)
{
    /// <exception cref="BadInputException">None of the providers tells them, or there are no bars.</exception>
    /// <exception cref="ProviderRefusedException">The provider says no, and will say so again.</exception>
    /// <exception cref="ProviderUnavailableException">No usable answer after all retries.</exception>
    public async Task<ActionsReport> SyncAsync(IReadOnlyList<string> providers, CancellationToken cancellation)
    {
        var (name, provider) =
            sources.FirstOf(providers)
            ?? throw new BadInputException(
                "provider",
                string.Join(", ", providers),
                "a provider that is set up and tells splits and dividends, such as alpaca"
            );
        var coverage = await catalog.Symbols.CoverageAsync(bars.Symbol, cancellation);
        if (coverage.Count == 0)
        {
            throw new BadInputException("symbol", bars.Symbol, "a symbol with bars");
        }
        var calendar = await bars.CalendarAsync(null);
        var from = calendar.Zone.DateOf(coverage.Min(c => c.FirstTs));
        var to = calendar.Zone.DateOf(UnixMicros.From(clock.GetUtcNow()));
        var told = await Task.Run(() => provider.GetActionsAsync(bars.Symbol, from, to, cancellation), cancellation);
        await catalog.CorporateActions.ReplaceAsync(bars.Symbol, name, from, to, told, cancellation);
        return await DeriveAsync(name, calendar, cancellation);
    }

    /// <summary>As <see cref="SyncAsync"/> where a provider tells them; what goes wrong keeps no backfill from its end.</summary>
    public async Task AfterBackfillAsync(IReadOnlyList<string> providers, ILogger log)
    {
        if (sources.FirstOf(providers) is null)
        {
            return;
        }
        try
        {
            await SyncAsync(providers, CancellationToken.None);
        }
        catch (Exception fault)
            when (fault is ProviderRefusedException or ProviderUnavailableException or BadInputException)
        {
            log.LogWarning("Splits and dividends of {Symbol} are not known: {Reason}", bars.Symbol, fault.Message);
        }
    }

    private async Task<ActionsReport> DeriveAsync(
        string provider,
        ExchangeCalendar calendar,
        CancellationToken cancellation
    )
    {
        var announced = await catalog.CorporateActions.ListAsync(bars.Symbol, cancellation);
        var derived = await DerivedAsync(announced, calendar, cancellation);
        // Factors of files stay where announcements make none: an old dividend whose close is not stored, a split before
        // the provider's first date.
        var made = derived.Factors.Select(factor => factor.LastDate).ToHashSet();
        var kept = (await catalog.Adjustments.ListAsync(bars.Symbol, cancellation)).Where(adjustment =>
            !sources.IsProvider(adjustment.Source) && !made.Contains(adjustment.LastDate)
        );
        await catalog.Adjustments.ReplaceAsync(
            bars.Symbol,
            [
                .. derived.Factors.Select(f => new Adjustment(f.LastDate, f.SplitFactor, f.DividendFactor, provider)),
                .. kept,
            ],
            cancellation
        );
        return new ActionsReport(
            bars.Symbol.ToString(),
            provider,
            announced.Count(action => action.Kind == ActionKind.Split),
            announced.Count(action => action.Kind == ActionKind.CashDividend),
            derived.Pending.Count
        );
    }

    private async Task<DerivedFactors> DerivedAsync(
        IReadOnlyList<AnnouncedAction> announced,
        ExchangeCalendar calendar,
        CancellationToken cancellation
    )
    {
        var daily = await FilesAsync(Interval.Day1, cancellation);
        var minutes = await FilesAsync(Interval.Minute1, cancellation);
        return await threads.RunAsync(
            bars.Symbol,
            _ =>
                ActionFactors.Derive(
                    announced,
                    date => LastClose(daily, calendar, date) ?? LastClose(minutes, calendar, date),
                    calendar
                ),
            cancellation
        );
    }

    private Task<IReadOnlyList<ManifestEntry>> FilesAsync(Interval interval, CancellationToken cancellation) =>
        catalog.Manifest.ListAsync(BarStore.DatasetOf(interval), bars.Symbol.ToString(), cancellation);

    /// <summary>Close of the last regular bar of a session; null where there is none.</summary>
    private double? LastClose(IReadOnlyList<ManifestEntry> files, ExchangeCalendar calendar, DateOnly date)
    {
        var hours = calendar.HoursOf(date);
        var own = files.Where(file => file.LastTs >= hours.DayStart && file.FirstTs < hours.Close).ToList();
        if (own.Count == 0)
        {
            return null;
        }
        var session = bars.Store.Read(own, hours.DayStart, hours.Close);
        for (var i = session.Count - 1; i >= 0; i--)
        {
            if (calendar.SessionOf(session.Ts[i], session.Interval).Tag == SessionTag.Regular)
            {
                return session.Close[i];
            }
        }
        return null;
    }
}
