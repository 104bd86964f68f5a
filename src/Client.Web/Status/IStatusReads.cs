using Quant.Client.Web.Contracts;

namespace Quant.Client.Web.Status;

/// <summary>What runs here, and how much the factory holds.</summary>
public interface IStatusReads
{
    Task<StatusDto> ReadAsync(CancellationToken cancellation);
}
