using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Quant.Catalog;
using Quant.Catalog.Studies;
using Quant.Grains.Interfaces.Search;
using StudyStatus = Quant.Catalog.Studies.StudyStatus;

namespace Quant.Silo.Hosting;

/// <summary>
/// At start, goes on with every study that was running when the last process ended, without waiting for its reminder.
/// </summary>
public sealed class StudyResumer(CatalogStore catalog, IGrainFactory grains, ILogger<StudyResumer> log)
    : BackgroundService
{
    private const int PageSize = 100;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var study in await RunningAsync(stoppingToken))
        {
            log.LogInformation("Going on with study {Study} ({Name})", study.Id, study.Name);
            try
            {
                await grains.GetGrain<IGridSearchGrain>(study.Id).ResumeAsync();
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
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
