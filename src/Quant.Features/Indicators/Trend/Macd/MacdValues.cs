using Quant.Features.Operators;

namespace Quant.Features.Indicators.Trend.Macd;

/// <summary>Difference of two averages, its own average, and the difference of these; in the unit of the source.</summary>
public readonly record struct MacdValues(double Line, double Signal, double Histogram) : IOutput
{
    public static int Count => 3;

    public double this[int output] =>
        output switch
        {
            0 => Line,
            1 => Signal,
            _ => Histogram,
        };
}
