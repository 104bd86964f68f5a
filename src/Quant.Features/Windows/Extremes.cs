namespace Quant.Features.Windows;

/// <summary>Greatest and least value of a window.</summary>
public readonly record struct Extremes(double Highest, double Lowest);
