namespace Quant.Simulation.Rules;

/// <summary>No entry unless a column has one of the allowed values at the close the entry is decided.</summary>
/// <param name="Column">A column of the input.</param>
/// <param name="Allowed">The values that let an entry through, compared exactly; NaN never does.</param>
public sealed record RegimeGate(string Column, IReadOnlyList<double> Allowed);
