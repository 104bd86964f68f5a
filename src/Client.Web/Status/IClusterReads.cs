using Quant.Client.Web.Contracts;

namespace Quant.Client.Web.Status;

/// <summary>The silos of the cluster. The process that hosts them says how they are known.</summary>
public interface IClusterReads
{
    Task<IReadOnlyList<SiloDto>> ListSilosAsync(CancellationToken cancellation);
}
