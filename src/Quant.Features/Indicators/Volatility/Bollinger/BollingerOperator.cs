using System.Runtime.CompilerServices;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Features.Windows;

namespace Quant.Features.Indicators.Volatility.Bollinger;

/// <summary>Mean ± a number of standard deviations (divisor n) of the last <c>period</c> values.</summary>
public struct BollingerOperator(int period, double deviations) : IOperator<Sample, BollingerValues>
{
    private readonly double _deviations = deviations;
    private WindowMoments _window = new(period);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public BollingerValues Update(Sample input)
    {
        var moments = _window.Update(input.Value);
        return new BollingerValues(input.Value, moments.Mean, _deviations * moments.PopulationDeviation);
    }

    public readonly int Warmup(int output) => _window.Length - 1;

    public void Exchange(OperatorState state) => _window.Exchange(state);
}
