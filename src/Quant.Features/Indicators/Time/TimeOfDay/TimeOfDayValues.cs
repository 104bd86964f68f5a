using Quant.Features.Operators;

namespace Quant.Features.Indicators.Time.TimeOfDay;

/// <summary>Minutes from the exchange's midnight, and the place on a 24-hour dial.</summary>
public readonly record struct TimeOfDayValues(double Minute, double Sine, double Cosine) : IOutput
{
    public static int Count => 3;

    public double this[int output] =>
        output switch
        {
            0 => Minute,
            1 => Sine,
            _ => Cosine,
        };
}
