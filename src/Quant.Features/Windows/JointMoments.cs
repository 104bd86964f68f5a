namespace Quant.Features.Windows;

/// <summary>Sums of squared deviations and of their products over a window of pairs.</summary>
/// <param name="XX">Σ(x - mean x)², at least 0.</param>
/// <param name="XY">Σ(x - mean x)(y - mean y).</param>
/// <param name="YY">Σ(y - mean y)², at least 0.</param>
public readonly record struct JointMoments(double XX, double XY, double YY);
