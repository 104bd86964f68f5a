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
        // Told once before the silo counts as started, so that it is known by its name from then on.
        lifecycle.Subscribe(
            nameof(SiloReporter),
            ServiceLifecycleStage.Active,
            async _ =>
            {
                var figures = new Figures(silo, pool, meter, clock);
                var told = await TryTellAsync(figures.Read(), quiet: false, _stop.Token);
                _telling = Task.Run(() => TellAsync(figures, told, _stop.Token), CancellationToken.None);
            }
        );
        // Stages end in the opposite order: this one after the silo's grains, so that a silo that drains still tells.
        lifecycle.Subscribe(
            nameof(SiloReporter),
            ServiceLifecycleStage.ApplicationServices,
            _ => Task.CompletedTask,
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

    private async Task TellAsync(Figures figures, bool told, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(s_pause, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                told = await TryTellAsync(figures.Read(), quiet: !told, stop);
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
        catch (Exception fault) when (fault is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            // A silo on its way out may lose its cluster between two words.
            if (!quiet && !stop.IsCancellationRequested)
            {
                log.LogWarning(fault, "Silo {Silo} cannot tell the cluster how it is doing", silo.Name);
            }
            return false;
        }
    }

    /// <summary>What the reports are made of. Used by one thread at a time.</summary>
    private sealed class Figures(ILocalSiloDetails silo, WorkPool pool, CallMeter meter, TimeProvider clock)
    {
        private readonly DateTimeOffset _started = clock.GetUtcNow();
        private readonly ProcessMeter _process = new(clock);
        private readonly CallWindow _calls = new(meter, clock);
        private readonly LoadHistory _history = new(pool, clock);

        public SiloReport Read()
        {
            var calls = _calls.Read();
            return new SiloReport(
                silo.SiloAddress.ToParsableString(),
                silo.Name,
                _started,
                clock.GetUtcNow(),
                _process.Read(),
                new WorkReport(
                    pool.Threads,
                    pool.Waiting,
                    [.. pool.UnderWay.Select(work => new WorkPiece(work.Label.Kind, work.Label.Subject, work.Since))]
                ),
                calls,
                _history.Read(_calls.Total)
            );
        }
    }
}
