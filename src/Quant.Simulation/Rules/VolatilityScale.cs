namespace Quant.Simulation.Rules;

/// <summary>
/// Scales the entry threshold by volatility over its own recent mean: entryThreshold × v[t] / mean of the last
/// <paramref name="ReferenceBars"/> rows of v up to and including t.
/// </summary>
/// <param name="Column">The column of the input that holds a volatility, in any unit.</param>
/// <param name="ReferenceBars">Rows the reference looks back over, the present one included.</param>
public sealed record VolatilityScale(string Column, int ReferenceBars = 390);
