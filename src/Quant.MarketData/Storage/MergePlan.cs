using Quant.Lake.Manifest;

namespace Quant.MarketData.Storage;

/// <summary>What a delivery of bars does to the lake.</summary>
/// <param name="Changes">
/// One per partition that changes, in time order; empty when nothing does. Removed are partitions of days whose bars went
/// to their month.
/// </param>
/// <param name="Added">Bars at times that had none.</param>
/// <param name="Revised">Bars that replace different ones.</param>
/// <param name="Unchanged">Bars that were there already, bit for bit (their sources do not count).</param>
public sealed record MergePlan(IReadOnlyList<ManifestChange> Changes, int Added, int Revised, int Unchanged);
