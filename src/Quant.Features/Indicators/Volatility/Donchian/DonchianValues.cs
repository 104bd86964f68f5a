using Quant.Features.Operators;

namespace Quant.Features.Indicators.Volatility.Donchian;

/// <summary>Highest high, midpoint and lowest low of the last bars, in price.</summary>
public readonly record struct DonchianValues(double Upper, double Middle, double Lower) : IOutput
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
