namespace Quant.Learning.Models;

/// <summary>What a column contributed to a model on its training rows.</summary>
/// <param name="Feature">The column.</param>
/// <param name="Share">
/// Share of all contributions, from 0 to 1: of the splits' total gain for trees, of |coefficient| × standard deviation
/// for linear models. All 0 where nothing contributed.
/// </param>
/// <param name="Splits">How many splits used it; 0 for linear models.</param>
public sealed record FeatureImportance(string Feature, double Share, double Splits);
