namespace Quant.Simulation.Rules;

/// <summary>
/// No entry unless a second model agrees: its value at the close the entry is decided is at least
/// <paramref name="Minimum"/>. NaN refuses.
/// </summary>
/// <param name="Column">The column of the input that holds the second model's out-of-sample probability.</param>
/// <param name="Minimum">The least probability, 0 to 1.</param>
public sealed record Confirmation(string Column, double Minimum = 0.55);
