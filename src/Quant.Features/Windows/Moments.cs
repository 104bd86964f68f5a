using System.Runtime.CompilerServices;

namespace Quant.Features.Windows;

/// <summary>Mean and sum of squared deviations of a window of n values.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="SquaredDeviations">Σ(x - mean)², at least 0.</param>
/// <param name="Share">1 / n.</param>
public readonly record struct Moments(double Mean, double SquaredDeviations, double Share)
{
    /// <summary>Standard deviation with divisor n.</summary>
    public double PopulationDeviation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Math.Sqrt(SquaredDeviations * Share);
    }

    /// <summary>Standard deviation with divisor n - 1; NaN for a single value.</summary>
    public double SampleDeviation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Math.Sqrt(SquaredDeviations / (1 / Share - 1));
    }
}
