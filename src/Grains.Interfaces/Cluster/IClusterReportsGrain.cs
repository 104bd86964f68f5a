namespace Quant.Grains.Interfaces.Cluster;

/// <summary>
/// Gathers what the silos tell of themselves, for whoever shows the cluster. Key: 0. Nothing is stored: silos tell again
/// within a second, wherever the grain lives then.
/// </summary>
[Alias("Quant.IClusterReportsGrain")]
public interface IClusterReportsGrain : IGrainWithIntegerKey
{
    /// <summary>Takes the latest report of a silo.</summary>
    [Alias("Tell"), ResponseTimeout("00:00:05")]
    Task TellAsync(SiloReport report);

    /// <summary>The latest report of every silo that told anything within the last ten minutes.</summary>
    [Alias("Read"), ResponseTimeout("00:00:05")]
    Task<SiloReport[]> ReadAsync();
}
