using System.Runtime.CompilerServices;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Features.Windows;

namespace Quant.Features.Indicators.Context.VolPremium;

/// <summary>Implied volatility (the context's close, percent a year) less realised volatility of the last <c>period</c> log returns.</summary>
public struct VolPremiumOperator(int period, double barsPerYear) : IOperator<Pair, Scalar>
{
    private readonly double _scale = 100 * Math.Sqrt(barsPerYear);
    private double _last = double.NaN;
    private WindowMoments _window = new(period);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Scalar Update(Pair input)
    {
        var change = Math.Log(input.Value / _last);
        _last = input.Value;
        return input.Context - _scale * _window.Update(change).SampleDeviation;
    }

    public readonly int Warmup(int output) => _window.Length;

    public void Exchange(OperatorState state)
    {
        state.Exchange(ref _last);
        _window.Exchange(state);
    }
}
