using Quant.Client.Web.Contracts;

namespace Quant.Client.Web.Features;

/// <summary>A range of features.</summary>
/// <param name="Dataset">Fingerprint of the feature dataset, as the client wrote it.</param>
/// <param name="Symbol">The symbol, as the client wrote it.</param>
/// <param name="Columns">Names of the columns wanted; null: all.</param>
/// <param name="FromTs">First row, microseconds UTC; null: the first there is.</param>
/// <param name="ToTs">End, exclusive; null: after the last there is.</param>
/// <param name="MaxPoints">Most rows to answer.</param>
public sealed record FeatureQuery(
    string Dataset,
    string Symbol,
    IReadOnlyList<string>? Columns,
    long? FromTs,
    long? ToTs,
    int MaxPoints
);

/// <summary>Feature datasets and their rows.</summary>
public interface IFeatureReads
{
    Task<IReadOnlyList<FeatureDatasetDto>> ListAsync(CancellationToken cancellation);

    Task<FeatureRowsDto> ReadAsync(FeatureQuery query, CancellationToken cancellation);
}
