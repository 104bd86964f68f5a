using Quant.Grains.Interfaces.Cluster;

namespace Quant.Grains.Cluster;

/// <inheritdoc cref="IClusterReportsGrain"/>
[Reentrant]
public sealed class ClusterReportsGrain(TimeProvider clock) : Grain, IClusterReportsGrain
{
    private static readonly TimeSpan s_memory = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, (DateTimeOffset Heard, SiloReport Report)> _reports = [];

    public Task TellAsync(SiloReport report)
    {
        _reports[report.Address] = (clock.GetUtcNow(), report);
        Forget();
        return Task.CompletedTask;
    }

    public Task<SiloReport[]> ReadAsync()
    {
        Forget();
        return Task.FromResult<SiloReport[]>([
            .. _reports.Values.Select(entry => entry.Report).OrderBy(report => report.StartedAt),
        ]);
    }

    private void Forget()
    {
        var now = clock.GetUtcNow();
        foreach (
            var address in _reports.Where(pair => now - pair.Value.Heard > s_memory).Select(pair => pair.Key).ToList()
        )
        {
            _reports.Remove(address);
        }
    }
}
