using Microsoft.Extensions.Logging;
using Quant.Grains.Interfaces.Cluster;
using Quant.Grains.Work;

namespace Quant.Grains.Cluster;

/// <summary>Tells the reports' grain once a second how this silo is doing, from its start until its grains have gone.</summary>
public sealed class SiloReporter(
    IGrainFactory grains,
    ILocalSiloDetails silo,
    WorkPool pool,
    CallMeter meter,
    TimeProvider clock,
    ILogger<SiloReporter> log
) : ILifecycleParticipant<ISiloLifecycle>, IAsyncDisposable
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop = new();
    private Task _telling = Task.CompletedTask;

    public void Participate(ISiloLifecycle lifecycle)
    {
        // Stages end in the opposite order: this one after the silo's grains, so that a silo that drains still tells.
        lifecycle.Subscribe(
            nameof(SiloReporter),
            ServiceLifecycleStage.ApplicationServices,
            _ =>
            {
                _telling = Task.Run(() => TellAsync(_stop.Token), CancellationToken.None);
                return Task.CompletedTask;
            },
            _ => StopAsync()
        );
    }

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
        await _telling;
    }

    private async Task TellAsync(CancellationToken stop)
    {
        var started = clock.GetUtcNow();
        var process = new ProcessMeter(clock);
        var calls = new CallWindow(meter, clock);
        var history = new LoadHistory(pool, clock);
        using var timer = new PeriodicTimer(s_pause, clock);
        var failing = false;
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                var counted = calls.Read();
                var report = new SiloReport(
                    silo.SiloAddress.ToParsableString(),
                    silo.Name,
                    started,
                    clock.GetUtcNow(),
                    process.Read(),
                    new WorkReport(
                        pool.Threads,
                        pool.Waiting,
                        [
                            .. pool.UnderWay.Select(work => new WorkPiece(
                                work.Label.Kind,
                                work.Label.Subject,
                                work.Since
                            )),
                        ]
                    ),
                    counted,
                    history.Read(calls.Total)
                );
                failing = !await TryTellAsync(report, quiet: failing, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested) { }
    }

    /// <summary>The cluster may be without a place for the grain for a while; the next report carries all that this one did.</summary>
    private async Task<bool> TryTellAsync(SiloReport report, bool quiet, CancellationToken stop)
    {
        try
        {
            await grains.GetGrain<IClusterReportsGrain>(0).TellAsync(report).WaitAsync(stop);
            return true;
        }
        catch (Exception fault) when (!stop.IsCancellationRequested)
        {
            if (!quiet)
            {
                log.LogWarning(fault, "Silo {Silo} cannot tell the cluster how it is doing", silo.Name);
            }
            return false;
        }
    }
}
