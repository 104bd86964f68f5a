using Microsoft.Extensions.Hosting;

namespace Orleans.TestingHost;

/// <summary>What an <see cref="InProcessTestCluster"/> is made of.</summary>
public sealed class InProcessTestClusterOptions
{
    public string ClusterId { get; set; } = "";

    public string ServiceId { get; set; } = "";

    /// <summary>Silos started with the cluster; 1 from the options, 2 from the builder's default.</summary>
    public short InitialSilosCount { get; set; } = 1;

    public List<
        Action<InProcessTestSiloSpecificOptions, IHostApplicationBuilder>
    > SiloHostConfigurationDelegates { get; } = [];

    public List<Action<IHostApplicationBuilder>> ClientHostConfigurationDelegates { get; } = [];
}

/// <summary>What differs from silo to silo.</summary>
public sealed class InProcessTestSiloSpecificOptions
{
    public string SiloName { get; set; } = "";
}
