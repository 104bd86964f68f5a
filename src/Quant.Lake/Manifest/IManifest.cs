namespace Quant.Lake.Manifest;

/// <summary>
/// Which file holds which partition now. The only thing that ever changes about the lake: files are immutable, and a
/// partition is replaced by swapping its row here. Implemented by the catalog; safe for concurrent use.
/// </summary>
public interface IManifest
{
    /// <summary>The entries of one dataset in (symbol, period) order, as one consistent snapshot.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="symbol">One symbol, or null for all.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task<IReadOnlyList<ManifestEntry>> ListAsync(Dataset dataset, string? symbol, CancellationToken cancellation);

    /// <summary>Every entry there is, in (dataset, symbol, period) order, as one consistent snapshot.</summary>
    Task<IReadOnlyList<ManifestEntry>> ListAllAsync(CancellationToken cancellation);

    /// <summary>
    /// Applies all changes in one transaction, or none: false when any partition's generation is not the expected one.
    /// Files that lose their row are remembered as superseded, with the time, until they are collected.
    /// </summary>
    Task<bool> TryApplyAsync(IReadOnlyList<ManifestChange> changes, CancellationToken cancellation);

    /// <summary>Files superseded before the given time and not yet collected.</summary>
    Task<IReadOnlyList<string>> ListSupersededAsync(DateTimeOffset before, CancellationToken cancellation);

    /// <summary>Forgets superseded files that have been deleted.</summary>
    Task ForgetSupersededAsync(IReadOnlyList<string> files, CancellationToken cancellation);
}
