using Quant.Client.Web.Contracts;

namespace Quant.Client.Web.Cluster;

/// <summary>The cluster as its silos tell it.</summary>
public interface IClusterReads
{
    /// <summary>The silos that are not dead.</summary>
    Task<IReadOnlyList<SiloDto>> ListSilosAsync(CancellationToken cancellation);

    /// <summary>How every silo is doing.</summary>
    Task<ClusterDto> ReadAsync(CancellationToken cancellation);
}
