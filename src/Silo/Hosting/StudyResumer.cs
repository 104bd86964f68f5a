using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using Quant.Catalog;
using Quant.Catalog.Studies;
using Quant.Grains.Interfaces.Search;
using StudyStatus = Quant.Catalog.Studies.StudyStatus;

namespace Quant.Silo.Hosting;

/// <summary>
/// Once its silo takes calls, goes on with every study that was running when the last process ended, without waiting for
/// its reminder.
/// </summary>
public sealed class StudyResumer(CatalogStore catalog, IGrainFactory grains, ILogger<StudyResumer> log)
    : ILifecycleParticipant<ISiloLifecycle>,
        IAsyncDisposable
{
    private const int PageSize = 100;

    private readonly CancellationTokenSource _stop = new();
    private Task _resuming = Task.CompletedTask;

    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(
            nameof(StudyResumer),
            ServiceLifecycleStage.Active,
            _ =>
            {
                _resuming = Task.Run(() => ResumeAsync(_stop.Token), CancellationToken.None);
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
        await _resuming;
    }

    private async Task ResumeAsync(CancellationToken stop)
    {
        try
        {
            await ResumeRunningAsync(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The next start finds them again.
        }
        catch (CatalogException fault)
        {
            log.LogError(fault, "Studies that were running could not be listed; their reminders will go on with them");
        }
    }

    private async Task ResumeRunningAsync(CancellationToken stop)
    {
        foreach (var study in await RunningAsync(stop))
        {
            log.LogInformation("Going on with study {Study} ({Name})", study.Id, study.Name);
            try
            {
                await grains.GetGrain<IGridSearchGrain>(study.Id).ResumeAsync().WaitAsync(stop);
            }
            catch (Exception fault) when (!stop.IsCancellationRequested)
            {
                log.LogError(fault, "Study {Study} could not be gone on with; its reminder will try again", study.Id);
            }
        }
    }

    private async Task<IReadOnlyList<StudyRecord>> RunningAsync(CancellationToken cancellation)
    {
        var found = new List<StudyRecord>();
        while (true)
        {
            var page = await catalog.Studies.ListAsync(StudyStatus.Running, found.Count, PageSize, cancellation);
            found.AddRange(page.Rows);
            if (page.Rows.Count < PageSize)
            {
                return found;
            }
        }
    }
}
