namespace Quant.Lake.Manifest;

/// <summary>Other writers were faster at every attempt to replace a partition; nothing of ours was applied.</summary>
public sealed class ManifestConflictException(Dataset dataset, string symbol, int attempts)
    : Exception($"{dataset} {symbol}: replaced by other writers at each of {attempts} attempts; nothing was applied.")
{
    public Dataset Dataset => dataset;

    public string Symbol => symbol;
}
