using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using Quant.Catalog;
using Quant.Catalog.Market;
using Quant.Grains.Interfaces.Ingest;
using Quant.MarketData.Bars;

namespace Quant.Silo.Hosting;

/// <summary>
/// Once its silo takes calls, goes on with the backfills and live feeds there were when the last process ended, without
/// waiting for their reminders.
/// </summary>
public sealed class IngestResumer(CatalogStore catalog, IGrainFactory grains, ILogger<IngestResumer> log)
    : ILifecycleParticipant<ISiloLifecycle>,
        IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Task _waking = Task.CompletedTask;

    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(
            nameof(IngestResumer),
            ServiceLifecycleStage.Active,
            _ =>
            {
                _waking = Task.Run(() => WakeAsync(_stop.Token), CancellationToken.None);
                return Task.CompletedTask;
            },
            _ => StopAsync()
        );

    /// <summary>A silo that was killed never reached its stages' ends.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private async Task StopAsync()
    {
        if (!_stop.IsCancellationRequested)
        {
            await _stop.CancelAsync();
        }
        await _waking;
    }

    private async Task WakeAsync(CancellationToken stop)
    {
        try
        {
            var live = (await catalog.LiveFeeds.ListAsync(stop)).Where(feed => feed.Mode != LiveMode.Off);
            foreach (var symbol in (await catalog.Backfills.PendingAsync(stop)).Union(live.Select(feed => feed.Symbol)))
            {
                await WakeAsync(symbol, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The next start finds them again.
        }
        catch (CatalogException fault)
        {
            log.LogError(fault, "Backfills and live feeds could not be listed; their reminders will go on with them");
        }
    }

    private async Task WakeAsync(Symbol symbol, CancellationToken stop)
    {
        try
        {
            await grains.GetGrain<ISymbolIngestGrain>(symbol.ToString()).WakeAsync().WaitAsync(stop);
        }
        catch (Exception fault) when (!stop.IsCancellationRequested)
        {
            log.LogError(fault, "{Symbol} could not be gone on with; its reminder will try again", symbol);
        }
    }
}
