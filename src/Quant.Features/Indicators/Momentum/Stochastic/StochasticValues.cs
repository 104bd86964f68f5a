using Quant.Features.Operators;

namespace Quant.Features.Indicators.Momentum.Stochastic;

/// <summary>Place of the close within the range of the last bars, smoothed, and its average; each 0 to 100.</summary>
public readonly record struct StochasticValues(double K, double D) : IOutput
{
    public static int Count => 2;

    public double this[int output] => output == 0 ? K : D;
}
