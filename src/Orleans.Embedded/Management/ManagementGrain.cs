using Orleans.Concurrency;
using Orleans.Statistics;

namespace Orleans.Runtime;

/// <summary>Answers from the cluster's own tables; one per caller's silo is as good as another.</summary>
[StatelessWorker]
[GrainType("management")]
internal sealed class ManagementGrain(IEnvironmentStatisticsProvider environment) : Grain, IManagementGrain
{
    private Fabric Fabric => ((Activation)GrainContext).Home.Fabric;

    public async Task<Dictionary<SiloAddress, SiloStatus>> GetHosts(bool onlyActive = false) =>
        (await GetDetailedHosts(onlyActive)).ToDictionary(h => h.SiloAddress, h => h.Status);

    public Task<MembershipEntry[]> GetDetailedHosts(bool onlyActive = false)
    {
        // Those gone are looked up last: a silo that leaves meanwhile is met twice, never not at all.
        var here = Fabric.Silos.Select(s => s.Describe()).ToArray();
        return Task.FromResult<MembershipEntry[]>(
            onlyActive
                ? [.. here.Where(h => h.Status == SiloStatus.Active)]
                : [.. Fabric.Gone.Concat(here).DistinctBy(h => h.SiloAddress)]
        );
    }

    public Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics() => GetSimpleGrainStatistics([]);

    public Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics(SiloAddress[] hostsIds) =>
        Task.FromResult<SimpleGrainStatistic[]>([
            .. from silo in Of(hostsIds)
            from grains in silo.Activations.CountBy(a => a.Type.Name).OrderBy(g => g.Key, StringComparer.Ordinal)
            select new SimpleGrainStatistic
            {
                GrainType = grains.Key,
                SiloAddress = silo.Address,
                ActivationCount = grains.Value,
            },
        ]);

    public Task<DetailedGrainStatistic[]> GetDetailedGrainStatistics(
        string[]? types = null,
        SiloAddress[]? hostsIds = null
    ) =>
        Task.FromResult<DetailedGrainStatistic[]>([
            .. from silo in Of(hostsIds)
            from activation in silo.Activations
            where types is null or [] || types.Contains(activation.Type.Name)
            select new DetailedGrainStatistic
            {
                GrainType = activation.Type.Name,
                SiloAddress = silo.Address,
                GrainId = activation.GrainId,
            },
        ]);

    public Task<SiloRuntimeStatistics[]> GetRuntimeStatistics(SiloAddress[] hostsIds) =>
        Task.FromResult<SiloRuntimeStatistics[]>([
            .. Of(hostsIds).OrderBy(s => Array.IndexOf(hostsIds, s.Address)).Select(Load),
        ]);

    public Task<int> GetTotalActivationCount() => Task.FromResult(Fabric.Silos.Sum(s => s.ActivationCount));

    public ValueTask<SiloAddress?> GetActivationAddress(IAddressable reference) =>
        new(Fabric.Directory.TryGetValue(reference.GetGrainId(), out var activation) ? activation.Home.Address : null);

    public ValueTask<List<GrainId>> GetActiveGrains(GrainType type) =>
        new([
            .. Fabric
                .Silos.SelectMany(s => s.Activations)
                .Select(a => a.GrainId)
                .Where(id => id.Type == type)
                .Distinct(),
        ]);

    public Task ForceActivationCollection(TimeSpan ageLimit) => ForceActivationCollection([], ageLimit);

    public Task ForceActivationCollection(SiloAddress[] hostsIds, TimeSpan ageLimit)
    {
        foreach (var silo in Of(hostsIds))
            silo.Collect(ageLimit);
        return Task.CompletedTask;
    }

    /// <summary>The silos of the given addresses; all where none are given.</summary>
    private IEnumerable<Silo> Of(SiloAddress[]? addresses) =>
        addresses is null or [] ? Fabric.Silos : Fabric.Silos.Where(s => addresses.Contains(s.Address));

    private SiloRuntimeStatistics Load(Silo silo)
    {
        var now = silo.Time.GetTimestamp();
        return new()
        {
            ActivationCount = silo.ActivationCount,
            RecentlyUsedActivationCount = silo.Activations.Count(a => a.IsRecentlyUsed(now)),
            ReceivedMessages = silo.Received,
            SentMessages = silo.Sent,
            ClientCount = Fabric.ClientCount,
            DateTime = silo.Time.GetUtcNow().UtcDateTime,
            EnvironmentStatistics = environment.GetEnvironmentStatistics(),
        };
    }
}
