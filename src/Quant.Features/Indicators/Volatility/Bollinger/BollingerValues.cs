using Quant.Features.Operators;

namespace Quant.Features.Indicators.Volatility.Bollinger;

/// <summary>Bands around an average.</summary>
/// <param name="Value">The value at the bar.</param>
/// <param name="Middle">The average, in the unit of the source.</param>
/// <param name="Reach">From the average to either band, in the unit of the source.</param>
public readonly record struct BollingerValues(double Value, double Middle, double Reach) : IOutput
{
    public static int Count => 5;

    public double Upper => Middle + Reach;

    public double Lower => Middle - Reach;

    /// <summary>0 on the lower band, 1 on the upper; 0.5 where the bands meet.</summary>
    public double Position => Reach == 0 ? 0.5 : 0.5 + (Value - Middle) / (2 * Reach);

    /// <summary>Distance of the bands as a fraction of the average.</summary>
    public double Width => 2 * Reach / Middle;

    public double this[int output] =>
        output switch
        {
            0 => Upper,
            1 => Middle,
            2 => Lower,
            3 => Position,
            _ => Width,
        };
}
