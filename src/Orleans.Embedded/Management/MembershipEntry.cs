namespace Orleans;

/// <summary>A silo in the cluster's table of members.</summary>
[GenerateSerializer]
public sealed class MembershipEntry
{
    [Id(0)]
    public SiloAddress SiloAddress { get; set; } = SiloAddress.Zero;

    [Id(1)]
    public SiloStatus Status { get; set; }

    [Id(2)]
    public string HostName { get; set; } = "";

    [Id(3)]
    public string SiloName { get; set; } = "";

    /// <summary>When it was started, in UTC.</summary>
    [Id(5)]
    public DateTime StartTime { get; set; }

    /// <summary>When it was last known to be alive, in UTC; for one that has left, when it left.</summary>
    [Id(6)]
    public DateTime IAmAliveTime { get; set; }
}
