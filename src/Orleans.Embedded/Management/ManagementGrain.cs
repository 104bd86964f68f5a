using Orleans.Concurrency;

namespace Orleans.Runtime;

/// <summary>Answers from the cluster's own tables; one per caller's silo is as good as another.</summary>
[StatelessWorker]
[GrainType("sys.management")]
internal sealed class ManagementGrain : Grain, IManagementGrain
{
    private Fabric Fabric => ((Activation)GrainContext).Home.Fabric;

    public Task<Dictionary<SiloAddress, SiloStatus>> GetHosts(bool onlyActive = false)
    {
        var hosts = Fabric.Silos.ToDictionary(s => s.Address, s => s.Status);
        if (onlyActive)
            hosts = hosts.Where(h => h.Value == SiloStatus.Active).ToDictionary();
        else
        {
            foreach (var (address, status) in Fabric.Gone)
                hosts.TryAdd(address, status);
        }

        return Task.FromResult(hosts);
    }

    public Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics() => GetSimpleGrainStatistics([]);

    public Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics(SiloAddress[] hostsIds) =>
        Task.FromResult<SimpleGrainStatistic[]>([
            .. from silo in Of(hostsIds)
            from grains in silo.Activations.GroupBy(a => NameOf(a)).OrderBy(g => g.Key, StringComparer.Ordinal)
            select new SimpleGrainStatistic
            {
                GrainType = grains.Key,
                SiloAddress = silo.Address,
                ActivationCount = grains.Count(),
            },
        ]);

    public Task<DetailedGrainStatistic[]> GetDetailedGrainStatistics(
        string[]? types = null,
        SiloAddress[]? hostsIds = null
    ) =>
        Task.FromResult<DetailedGrainStatistic[]>([
            .. from silo in Of(hostsIds ?? [])
            from activation in silo.Activations
            where types is null || types.Contains(NameOf(activation))
            select new DetailedGrainStatistic
            {
                GrainType = NameOf(activation),
                SiloAddress = silo.Address,
                GrainId = activation.GrainId,
            },
        ]);

    public Task<SiloRuntimeStatistics[]> GetRuntimeStatistics(SiloAddress[] hostsIds) =>
        Task.FromResult<SiloRuntimeStatistics[]>([.. Of(hostsIds).Select(Statistics)]);

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

    public Task ForceGarbageCollection(SiloAddress[] hostsIds)
    {
        GC.Collect();
        return Task.CompletedTask;
    }

    /// <summary>The silos of the given addresses; all where none are given.</summary>
    private IEnumerable<Silo> Of(SiloAddress[]? addresses) =>
        addresses is null or [] ? Fabric.Silos : Fabric.Silos.Where(s => addresses.Contains(s.Address));

    private static string NameOf(Activation activation) => activation.Type.Class.FullName!;

    private static SiloRuntimeStatistics Statistics(Silo silo)
    {
        var now = silo.Time.GetTimestamp();
        return new()
        {
            ActivationCount = silo.ActivationCount,
            RecentlyUsedActivationCount = silo.Activations.Count(a => a.IsRecentlyUsed(now)),
            ReceivedMessages = silo.Received,
            SentMessages = silo.Sent,
            DateTime = silo.Time.GetUtcNow().UtcDateTime,
        };
    }
}
