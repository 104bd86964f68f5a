using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Quant.Catalog;
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
        var running = await catalog.Studies.ListAsync(StudyStatus.Running, 0, PageSize, stoppingToken);
        foreach (var study in running.Rows)
        {
            log.LogInformation("Going on with study {Study} ({Name})", study.Id, study.Name);
            await grains.GetGrain<IGridSearchGrain>(study.Id).ResumeAsync();
        }
    }
}
