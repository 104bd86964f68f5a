using Quant.Client.Web.Contracts;

namespace Quant.Client.Web.Models;

/// <summary>Models and their lineage.</summary>
public interface IModelReads
{
    /// <param name="symbol">Only of this symbol; null: of all.</param>
    /// <param name="cohort">Only of this study; null: of all.</param>
    /// <param name="limit">Most models to answer, latest first.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task<IReadOnlyList<ModelDto>> ListAsync(string? symbol, string? cohort, int limit, CancellationToken cancellation);

    Task<ModelDetailDto> ReadAsync(string fingerprint, CancellationToken cancellation);
}
