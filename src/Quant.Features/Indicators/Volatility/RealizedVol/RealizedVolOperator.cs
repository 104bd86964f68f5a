using System.Runtime.CompilerServices;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Features.Windows;

namespace Quant.Features.Indicators.Volatility.RealizedVol;

/// <summary>Standard deviation (divisor n - 1) of the last <c>period</c> one-bar log returns.</summary>
public struct RealizedVolOperator(int period) : IOperator<Sample, Scalar>
{
    private double _last = double.NaN;
    private WindowMoments _window = new(period);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Scalar Update(Sample input)
    {
        var change = Math.Log(input.Value / _last);
        _last = input.Value;
        return _window.Update(change).SampleDeviation;
    }

    public readonly int Warmup(int output) => _window.Length;

    public void Exchange(OperatorState state)
    {
        state.Exchange(ref _last);
        _window.Exchange(state);
    }
}
