using Quant.Features.Operators;

namespace Quant.Features.Indicators.Volatility.Keltner;

/// <summary>Bands a number of average true ranges around an exponential average, in price.</summary>
public readonly record struct KeltnerValues(double Upper, double Middle, double Lower) : IOutput
{
    public static int Count => 3;

    public double this[int output] =>
        output switch
        {
            0 => Upper,
            1 => Middle,
            _ => Lower,
        };
}
