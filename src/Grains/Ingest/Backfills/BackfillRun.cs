using Microsoft.Extensions.Logging;
using Quant.Catalog;
using Quant.Catalog.Market;
using Quant.Grains.Faults;
using Quant.Grains.Ingest.Asking;
using Quant.Grains.Ingest.Storing;
using Quant.MarketData.Calendars;
using Quant.MarketData.Ingest;
using Quant.MarketData.Providers;
using Quant.MarketData.Sessions;
using Quant.MarketData.Storage;

namespace Quant.Grains.Ingest.Backfills;

/// <summary>
/// Asks for a backfill's windows one after the other, some ahead of the one that is stored. A window counts as done once
/// its bars and then its answer are recorded, so that a process killed between the two asks again and finds nothing new.
/// While providers or storage are away it waits.
/// </summary>
internal sealed class BackfillRun(
    BackfillRecord backfill,
    ExchangeCalendar calendar,
    SymbolBars bars,
    CatalogStore catalog,
    ProviderAsks asks,
    IngestThreads threads,
    IngestSettings settings,
    TimeProvider clock,
    ILogger log
)
{
    private readonly Queue<(IngestWindowSpan Window, Task<Answer> Answer)> _ahead = [];
    private static readonly TimeSpan s_firstPause = TimeSpan.FromSeconds(1);
    private BackfillRecord _backfill = backfill;

    /// <summary>True when a bar was new or differed.</summary>
    public bool Changed { get; private set; }

    /// <exception cref="ProviderRefusedException">No provider gives such bars, nor will.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        using var asking = CancellationTokenSource.CreateLinkedTokenSource(stop);
        try
        {
            var plan = await OutlastAsync(
                () => BackfillPlan.OfAsync(_backfill, calendar, bars, catalog, asks, threads, stop),
                stop
            );
            _backfill = _backfill with { WindowsTotal = plan.Total, WindowsDone = plan.Total - plan.Todo.Count };
            var next = 0;
            for (var i = 0; i < plan.Todo.Count; i++)
            {
                for (; next < plan.Todo.Count && next <= i + settings.WindowsAhead; next++)
                {
                    _ahead.Enqueue((plan.Todo[next], AskAsync(plan.Todo[next], asking.Token)));
                }
                var (window, asked) = _ahead.Dequeue();
                await FinishAsync(window, asked, asking.Token);
            }
            await OutlastAsync(() => ProgressAsync(stop), stop);
        }
        finally
        {
            await asking.CancelAsync();
            await Task.WhenAll(_ahead.Select(ahead => Task.WhenAny(ahead.Answer)));
        }
    }

    /// <summary>Stores an answer and records it; asks again for as long as there is none.</summary>
    private async Task FinishAsync(IngestWindowSpan window, Task<Answer> asked, CancellationToken stop)
    {
        var attempts = 0;
        MergePlan? merged = null;
        var answer = await OutlastAsync(
            async () =>
            {
                if (attempts++ > 0 && !asked.IsCompletedSuccessfully)
                {
                    asked = AskAsync(window, stop);
                }
                var answer = await asked;
                merged ??= await bars.MergeAsync(answer.Delivery.Bars.WithSource(answer.Source), live: null, stop);
                await RecordAsync(window, answer, stop);
                return answer;
            },
            stop
        );
        Changed |= merged!.Changes.Count > 0;
        _backfill = _backfill with
        {
            WindowsDone = _backfill.WindowsDone + 1,
            Bars = _backfill.Bars + answer.Delivery.Bars.Count,
            Added = _backfill.Added + merged.Added,
            Revised = _backfill.Revised + merged.Revised,
            Refused = _backfill.Refused + answer.Delivery.Report.RefusedCount,
        };
        await OutlastAsync(() => ProgressAsync(stop), stop);
    }

    /// <summary>Records what was answered, of which nothing had not happened yet by the provider's clock.</summary>
    private async Task RecordAsync(IngestWindowSpan window, Answer answer, CancellationToken stop)
    {
        var closed = ClosedBars.End(
            _backfill.Interval,
            calendar,
            answer.ProviderTime - asks.DelayOf([answer.Provider])
        );
        if (closed <= window.FromTs)
        {
            return;
        }
        await catalog.IngestWindows.RecordAsync(
            new IngestWindow(
                _backfill.Symbol,
                _backfill.Interval,
                window.FromTs,
                Math.Min(window.ToTs, closed),
                answer.Source,
                _backfill.Sessions,
                answer.AskedAt,
                answer.Delivery.Bars.Count,
                answer.Delivery.Refused
            ),
            stop
        );
    }

    private async Task<bool> ProgressAsync(CancellationToken stop)
    {
        await catalog.Backfills.ProgressAsync(_backfill, stop);
        return true;
    }

    private Task<Answer> AskAsync(IngestWindowSpan window, CancellationToken cancellation) =>
        asks.AskAsync(
            _backfill.Providers,
            new Ask(_backfill.Symbol, _backfill.Interval, calendar, SessionChoice.Parse(_backfill.Sessions), window),
            cancellation
        );

    /// <summary>Does idempotent work until no provider or store that is away keeps it from ending.</summary>
    private async Task<T> OutlastAsync<T>(Func<Task<T>> work, CancellationToken stop)
    {
        var waited = false;
        for (var pause = s_firstPause; ; pause = pause < settings.LongestPause ? 2 * pause : settings.LongestPause)
        {
            try
            {
                var result = await work();
                if (waited)
                {
                    await catalog.Backfills.MoveAsync(_backfill.Id, BackfillState.Running, null, stop);
                }
                return result;
            }
            catch (Exception away)
                when ((away is ProviderUnavailableException || Translated.IsOutage(away))
                    && !stop.IsCancellationRequested
                )
            {
                waited = true;
                log.LogWarning("Backfill of {Symbol} waits {Pause}: {Reason}", bars.Symbol, pause, away.Message);
                await TellAsync($"waiting: {away.Message}", stop);
            }
            await Task.Delay(pause, clock, stop);
        }
    }

    private async Task TellAsync(string note, CancellationToken stop)
    {
        try
        {
            await catalog.Backfills.MoveAsync(_backfill.Id, BackfillState.Running, note, stop);
        }
        catch (Exception outage) when (Translated.IsOutage(outage))
        {
            log.LogWarning(
                "The catalog cannot be told what backfill {Id} waits for: {Reason}",
                _backfill.Id,
                outage.Message
            );
        }
    }
}
