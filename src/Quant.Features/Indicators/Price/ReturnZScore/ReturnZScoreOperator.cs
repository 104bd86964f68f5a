using System.Runtime.CompilerServices;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Features.Windows;

namespace Quant.Features.Indicators.Price.ReturnZScore;

/// <summary>One-bar log return in standard deviations (divisor n) from the mean of the last <c>period</c>.</summary>
public struct ReturnZScoreOperator(int period) : IOperator<Sample, Scalar>
{
    private double _last = double.NaN;
    private WindowMoments _window = new(period);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Scalar Update(Sample input)
    {
        var change = Math.Log(input.Value / _last);
        _last = input.Value;
        var moments = _window.Update(change);
        return (change - moments.Mean) / moments.PopulationDeviation;
    }

    public readonly int Warmup(int output) => _window.Length;

    public void Exchange(OperatorState state)
    {
        state.Exchange(ref _last);
        _window.Exchange(state);
    }
}
