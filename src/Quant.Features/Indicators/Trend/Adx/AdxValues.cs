using Quant.Features.Operators;

namespace Quant.Features.Indicators.Trend.Adx;

/// <summary>Strength of a trend and its two directions, each 0 to 100.</summary>
public readonly record struct AdxValues(double Adx, double PlusDi, double MinusDi) : IOutput
{
    public static int Count => 3;

    public double this[int output] =>
        output switch
        {
            0 => Adx,
            1 => PlusDi,
            _ => MinusDi,
        };
}
