using System.Runtime.CompilerServices;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Features.Windows;

namespace Quant.Features.Indicators.Trend.Macd;

/// <summary>Fast minus slow exponential average, and the exponential average of that; fast &lt; slow.</summary>
public struct MacdOperator(int fast, int slow, int signal) : IOperator<Sample, MacdValues>
{
    private ExponentialAverage _fast = ExponentialAverage.OfSpan(fast);
    private ExponentialAverage _slow = ExponentialAverage.OfSpan(slow);
    private ExponentialAverage _signal = ExponentialAverage.OfSpan(signal);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public MacdValues Update(Sample input)
    {
        var line = _fast.Update(input.Value) - _slow.Update(input.Value);
        if (double.IsNaN(line))
        {
            return new MacdValues(line, line, line);
        }
        var signal = _signal.Update(line);
        return new MacdValues(line, signal, line - signal);
    }

    public readonly int Warmup(int output) => _slow.Length - 1 + (output == 0 ? 0 : _signal.Length - 1);

    public void Exchange(OperatorState state)
    {
        _fast.Exchange(state);
        _slow.Exchange(state);
        _signal.Exchange(state);
    }
}
