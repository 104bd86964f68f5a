using Microsoft.Extensions.Logging;
using Quant.Catalog;
using Quant.Catalog.Market;
using Quant.Grains.Faults;
using Quant.Grains.Ingest.Asking;
using Quant.Grains.Ingest.Storing;
using Quant.Grains.Interfaces.Faults;
using Quant.Grains.Interfaces.Ingest;
using Quant.MarketData.Providers;
using Quant.Specs;

namespace Quant.Grains.Ingest.Backfills;

/// <summary>
/// The backfills of one symbol, done one after the other in the order they were asked for. Owned by the symbol's grain and
/// used on its turns; the catalog remembers.
/// </summary>
internal sealed class BackfillQueue(
    SymbolBars bars,
    CatalogStore catalog,
    ProviderAsks asks,
    IngestThreads threads,
    IngestSettings settings,
    FeatureNotices notices,
    TimeProvider clock,
    ILogger log
)
{
    private readonly CancellationTokenSource _end = new();
    private TaskCompletionSource _moved = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _working = Task.CompletedTask;
    private bool _isWanted;
    private (string Id, CancellationTokenSource Stop)? _current;

    /// <summary>True while a backfill is under way.</summary>
    public bool IsWorking => !_working.IsCompleted;

    /// <summary>Told after a backfill that changed bars, with its provider.</summary>
    public Func<BackfillRecord, Task> Finished { get; init; } = _ => Task.CompletedTask;

    /// <summary>Goes on with what is queued, unless it is being done.</summary>
    public void Start()
    {
        _isWanted = true;
        if (!IsWorking && !_end.IsCancellationRequested)
        {
            _working = WorkAsync();
        }
    }

    /// <summary>Waits until nothing is under way.</summary>
    public Task RestAsync() => _working;

    /// <summary>Ends what is under way, to be gone on with later.</summary>
    public async Task EndAsync()
    {
        await _end.CancelAsync();
        await _working;
    }

    public async Task<BackfillRecord> CommandAsync(string id, BackfillCommand command)
    {
        var record = await RequireAsync(id);
        switch (command)
        {
            case BackfillCommand.Pause:
                await catalog.Backfills.MoveAsync(id, BackfillState.Paused, null);
                break;
            case BackfillCommand.Stop:
                await catalog.Backfills.MoveAsync(id, BackfillState.Stopped, null);
                break;
            case BackfillCommand.Resume when record.State == BackfillState.Paused:
                await catalog.Backfills.MoveAsync(id, BackfillState.Queued, null);
                break;
            case BackfillCommand.Resume:
                await catalog.Backfills.RequeueAsync(id);
                break;
            default:
                throw new BadInputException("command", command, "pause, resume or stop");
        }
        if (command != BackfillCommand.Resume && _current is { } current && current.Id == id)
        {
            await current.Stop.CancelAsync();
        }
        Tell();
        return await RequireAsync(id);
    }

    /// <summary>The backfill, as soon as it is over or held back, or after some time.</summary>
    public async Task<BackfillRecord> WaitAsync(string id, TimeSpan atMost)
    {
        var timeout = Task.Delay(atMost, clock);
        while (true)
        {
            var moved = _moved.Task;
            var record = await RequireAsync(id);
            if (record.IsOver || record.State == BackfillState.Paused || timeout.IsCompleted)
            {
                return record;
            }
            await Task.WhenAny(moved, timeout);
        }
    }

    private async Task<BackfillRecord> RequireAsync(string id) =>
        await catalog.Backfills.FindAsync(id) is { } record && record.Symbol == bars.Symbol
            ? record
            : throw new NotFoundException($"There is no backfill {id} of {bars.Symbol}.");

    private async Task WorkAsync()
    {
        try
        {
            while (_isWanted && !_end.IsCancellationRequested)
            {
                _isWanted = false;
                while (!_end.IsCancellationRequested && await NextAsync() is { } next)
                {
                    await RunAsync(next);
                    Tell();
                }
            }
        }
        catch (Exception outage) when (Translated.IsOutage(outage))
        {
            log.LogWarning("Backfills of {Symbol} rest until the next minute: {Reason}", bars.Symbol, outage.Message);
        }
    }

    private async Task<BackfillRecord?> NextAsync() =>
        (await catalog.Backfills.ListAsync(bars.Symbol)).FirstOrDefault(record =>
            record.State is BackfillState.Queued or BackfillState.Running
        );

    private async Task RunAsync(BackfillRecord backfill)
    {
        var calendar = await bars.CalendarAsync(null);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
        _current = (backfill.Id, stop);
        var run = new BackfillRun(backfill, calendar, bars, catalog, asks, threads, settings, clock, log);
        try
        {
            if (!await catalog.Backfills.MoveAsync(backfill.Id, BackfillState.Running, null))
            {
                return;
            }
            await run.RunAsync(stop.Token);
            await Finished(backfill);
            await catalog.Backfills.MoveAsync(backfill.Id, BackfillState.Completed, null);
        }
        catch (Exception fault) when (stop.IsCancellationRequested)
        {
            // Whatever failed then, failed because it was stopped; what it was doing is done again when it goes on.
            log.LogDebug(fault, "Backfill {Id} of {Symbol} was held back", backfill.Id, bars.Symbol);
        }
        catch (Exception fault) when (!Translated.IsOutage(fault))
        {
            if (fault is not (ProviderRefusedException or BadInputException))
            {
                log.LogError(fault, "Backfill {Id} of {Symbol} failed", backfill.Id, bars.Symbol);
            }
            await catalog.Backfills.MoveAsync(backfill.Id, BackfillState.Failed, fault.Message);
        }
        finally
        {
            _current = null;
            if (run.Changed)
            {
                await notices.TellAsync(bars.Symbol);
            }
        }
    }

    private void Tell()
    {
        var moved = _moved;
        _moved = new(TaskCreationOptions.RunContinuationsAsynchronously);
        moved.SetResult();
    }
}
