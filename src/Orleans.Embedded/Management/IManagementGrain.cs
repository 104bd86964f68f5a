using Orleans.Statistics;

namespace Orleans.Runtime;

/// <summary>What is known of the cluster; <c>GetGrain&lt;IManagementGrain&gt;(0)</c>.</summary>
public interface IManagementGrain : IGrainWithIntegerKey
{
    /// <summary>Silos with their states; those that have left too, unless only active ones are asked for.</summary>
    Task<Dictionary<SiloAddress, SiloStatus>> GetHosts(bool onlyActive = false);

    /// <inheritdoc cref="GetHosts"/>
    Task<MembershipEntry[]> GetDetailedHosts(bool onlyActive = false);

    /// <summary>Numbers of activations by grain class and silo.</summary>
    Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics(SiloAddress[] hostsIds);

    /// <inheritdoc cref="GetSimpleGrainStatistics(SiloAddress[])"/>
    Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics();

    /// <summary>Every activation, of the given grain classes and silos where given.</summary>
    Task<DetailedGrainStatistic[]> GetDetailedGrainStatistics(string[]? types = null, SiloAddress[]? hostsIds = null);

    /// <summary>Load and memory of each of the given silos, in their order.</summary>
    Task<SiloRuntimeStatistics[]> GetRuntimeStatistics(SiloAddress[] hostsIds);

    Task<int> GetTotalActivationCount();

    /// <summary>The silo of a grain's activation; null where it has none.</summary>
    ValueTask<SiloAddress?> GetActivationAddress(IAddressable reference);

    /// <summary>The active grains of a type.</summary>
    ValueTask<List<GrainId>> GetActiveGrains(GrainType type);

    /// <summary>Ends activations idle for longer than the limit, on the given silos.</summary>
    Task ForceActivationCollection(SiloAddress[] hostsIds, TimeSpan ageLimit);

    /// <inheritdoc cref="ForceActivationCollection(SiloAddress[], TimeSpan)"/>
    Task ForceActivationCollection(TimeSpan ageLimit);
}

/// <summary>How many activations of a grain class a silo has.</summary>
[GenerateSerializer]
[Immutable]
public sealed class SimpleGrainStatistic
{
    /// <summary>Full name of the grain class and name of its assembly, parted by a comma.</summary>
    [Id(0)]
    public string GrainType { get; init; } = "";

    [Id(1)]
    public SiloAddress SiloAddress { get; init; } = SiloAddress.Zero;

    [Id(2)]
    public int ActivationCount { get; init; }
}

/// <summary>One activation.</summary>
[GenerateSerializer]
[Immutable]
public sealed class DetailedGrainStatistic
{
    /// <inheritdoc cref="SimpleGrainStatistic.GrainType"/>
    [Id(0)]
    public string GrainType { get; init; } = "";

    [Id(1)]
    public SiloAddress SiloAddress { get; init; } = SiloAddress.Zero;

    [Id(2)]
    public GrainId GrainId { get; init; }
}

/// <summary>The load of a silo.</summary>
[GenerateSerializer]
[Immutable]
public sealed class SiloRuntimeStatistics
{
    internal SiloRuntimeStatistics() { }

    [Id(0)]
    public int ActivationCount { get; internal init; }

    /// <summary>Activations used within the last minute.</summary>
    [Id(1)]
    public int RecentlyUsedActivationCount { get; internal init; }

    /// <summary>Calls received since the silo started.</summary>
    [Id(2)]
    public long ReceivedMessages { get; internal init; }

    /// <summary>Calls sent since the silo started.</summary>
    [Id(3)]
    public long SentMessages { get; internal init; }

    /// <summary>When the figures were taken, in UTC.</summary>
    [Id(4)]
    public DateTime DateTime { get; internal init; }

    /// <summary>Clients of the cluster.</summary>
    [Id(5)]
    public long ClientCount { get; internal init; }

    /// <summary>Of the process, which silos may share.</summary>
    [Id(6)]
    public EnvironmentStatistics EnvironmentStatistics { get; internal init; }
}
