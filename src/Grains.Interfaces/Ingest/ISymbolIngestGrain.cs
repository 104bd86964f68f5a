using Quant.Grains.Interfaces.Progress;

namespace Quant.Grains.Interfaces.Ingest;

/// <summary>
/// Takes in the bars of one symbol: the only writer of that symbol's partitions. Key: the symbol, upper case.
/// </summary>
[Alias("Quant.ISymbolIngestGrain")]
public interface ISymbolIngestGrain : IGrainWithStringKey
{
    /// <summary>Imports an uploaded file; asked again with the same content, answers from the catalog.</summary>
    [Alias("Import"), ResponseTimeout("01:00:00")]
    Task<IngestReport> ImportAsync(ImportRequest request, CancellationToken cancellation);

    /// <summary>Imports a data set that ships with the product.</summary>
    [Alias("ImportSample"), ResponseTimeout("01:00:00")]
    Task<IngestReport> ImportSampleAsync(string sample, CancellationToken cancellation);

    /// <summary>Generates synthetic minute bars; the symbol must start with SYNTH.</summary>
    [Alias("Generate"), ResponseTimeout("01:00:00")]
    Task<IngestReport> GenerateAsync(SyntheticRequest request, CancellationToken cancellation);

    [AlwaysInterleave, Alias("GetStatus")]
    Task<WorkStatus> GetStatusAsync();
}
