using System.Runtime.CompilerServices;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Features.Windows;

namespace Quant.Features.Indicators.Momentum.Stochastic;

/// <summary>Place of the close within the range of the last bars, twice smoothed; 50 where the range is zero.</summary>
public struct StochasticOperator(int period, int smoothK, int smoothD) : IOperator<HighLowClose, StochasticValues>
{
    private readonly int _period = period;
    private WindowExtremes _extremes = new(period);
    private WindowMean _k = new(smoothK);
    private WindowMean _d = new(smoothD);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public StochasticValues Update(HighLowClose input)
    {
        var (highest, lowest) = _extremes.Update(input.High, input.Low);
        var range = highest - lowest;
        var k = _k.Update(range == 0 ? 50 : 100 * (input.Close - lowest) / range);
        return new StochasticValues(k, _d.Update(k));
    }

    public readonly int Warmup(int output) => _period + _k.Length - 2 + (output == 0 ? 0 : _d.Length - 1);

    public void Exchange(OperatorState state)
    {
        _extremes.Exchange(state);
        _k.Exchange(state);
        _d.Exchange(state);
    }
}
