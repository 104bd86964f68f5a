using System.Runtime.CompilerServices;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Features.Windows;

namespace Quant.Features.Indicators.Volume.VolumeZScore;

/// <summary>Volume in standard deviations (divisor n) from the mean of the last <c>period</c> bars.</summary>
public struct VolumeZScoreOperator(int period) : IOperator<Traded, Scalar>
{
    private WindowMoments _window = new(period);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Scalar Update(Traded input)
    {
        var moments = _window.Update(input.Volume);
        return (input.Volume - moments.Mean) / moments.PopulationDeviation;
    }

    public readonly int Warmup(int output) => _window.Length - 1;

    public void Exchange(OperatorState state) => _window.Exchange(state);
}
