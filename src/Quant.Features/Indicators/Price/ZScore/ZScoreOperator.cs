using System.Runtime.CompilerServices;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Features.Windows;

namespace Quant.Features.Indicators.Price.ZScore;

/// <summary>Value in standard deviations (divisor n) from the mean of the last <c>period</c> values.</summary>
public struct ZScoreOperator(int period) : IOperator<Sample, Scalar>
{
    private WindowMoments _window = new(period);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Scalar Update(Sample input)
    {
        var moments = _window.Update(input.Value);
        return (input.Value - moments.Mean) / moments.PopulationDeviation;
    }

    public readonly int Warmup(int output) => _window.Length - 1;

    public void Exchange(OperatorState state) => _window.Exchange(state);
}
