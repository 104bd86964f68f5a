using System.Collections.Concurrent;
using System.Reflection;
using Quant.Catalog;
using Quant.Catalog.Models;
using Quant.Catalog.Studies;
using Quant.Client.Web.Cluster;
using Quant.Client.Web.Contracts;
using Quant.Client.Web.Hosting;

namespace Quant.Client.Web.Status;

/// <inheritdoc cref="IStatusReads"/>
internal sealed class StatusReads(CatalogStore catalog, IClusterReads cluster, WebOptions options, ServerStart start)
    : IStatusReads
{
    private const int StudyPage = 1000;

    private static readonly string s_version =
        typeof(StatusReads)
            .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion.Split('+')[0]
        ?? "0";

    /// <summary>Trials of studies that ended and so keep their number.</summary>
    private readonly ConcurrentDictionary<(string Id, DateTimeOffset? Finished), long> _ended = new();

    public async Task<StatusDto> ReadAsync(CancellationToken cancellation)
    {
        var coverage = await catalog.Symbols.CoverageAsync(cancellation: cancellation);
        var symbols = await catalog.Symbols.ListAsync(cancellation);
        var models = await catalog.Models.ListAsync(new ModelQuery { Limit = 1 }, cancellation);
        var simulations = await catalog.Simulations.ListAsync(limit: 1, cancellation: cancellation);
        var (studies, trials) = await CountTrialsAsync(cancellation);
        return new StatusDto(
            s_version,
            options.DataRoot,
            catalog.Location,
            options.GrainEngine,
            start.At,
            await cluster.ListSilosAsync(cancellation),
            new CountsDto(
                symbols.Count,
                coverage.Sum(line => line.Rows),
                models.Total,
                simulations.Total,
                studies,
                trials
            )
        );
    }

    private async Task<(long Studies, long Trials)> CountTrialsAsync(CancellationToken cancellation)
    {
        var (offset, studies, trials) = (0, 0L, 0L);
        do
        {
            var page = await catalog.Studies.ListAsync(null, offset, StudyPage, cancellation);
            foreach (var study in page.Rows)
            {
                trials += await CountTrialsAsync(study, cancellation);
            }
            (offset, studies) = (offset + StudyPage, page.Total);
        } while (offset < studies);
        return (studies, trials);
    }

    private async Task<long> CountTrialsAsync(StudyRecord study, CancellationToken cancellation)
    {
        var key = (study.Id, study.FinishedAt);
        if (study.Status == StudyStatus.Completed && _ended.TryGetValue(key, out var known))
        {
            return known;
        }
        var count = (await catalog.Trials.CountAsync(study.Id, cancellation)).Values.Sum();
        if (study.Status == StudyStatus.Completed)
        {
            _ended[key] = count;
        }
        return count;
    }
}
