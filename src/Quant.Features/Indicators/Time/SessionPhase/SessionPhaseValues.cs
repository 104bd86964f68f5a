using Quant.Features.Operators;

namespace Quant.Features.Indicators.Time.SessionPhase;

/// <summary>Minutes since the regular opening and to the regular close, and whether the bar lies between.</summary>
public readonly record struct SessionPhaseValues(double SinceOpen, double ToClose, double Regular) : IOutput
{
    public static int Count => 3;

    public double this[int output] =>
        output switch
        {
            0 => SinceOpen,
            1 => ToClose,
            _ => Regular,
        };
}
