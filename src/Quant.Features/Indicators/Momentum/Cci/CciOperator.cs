using System.Runtime.CompilerServices;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Features.Windows;

namespace Quant.Features.Indicators.Momentum.Cci;

/// <summary>Distance of the typical price from its mean, over 0.015 mean absolute deviations.</summary>
public struct CciOperator(int period) : IOperator<HighLowClose, Scalar>
{
    private WindowMean _mean = new(period);
    private DelayLine _window = new(period);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Scalar Update(HighLowClose input)
    {
        var typical = (input.High + input.Low + input.Close) / 3;
        var mean = _mean.Update(typical);
        _window.Update(typical);
        var deviation = 0.0;
        foreach (var value in _window.Values)
        {
            deviation += Math.Abs(value - mean);
        }
        return (typical - mean) / (0.015 * deviation / _window.Length);
    }

    public readonly int Warmup(int output) => _mean.Length - 1;

    public void Exchange(OperatorState state)
    {
        _mean.Exchange(state);
        _window.Exchange(state);
    }
}
