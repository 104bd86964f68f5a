using System.Runtime.CompilerServices;
using Quant.Features.Indicators.Volatility.Atr;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Features.Windows;

namespace Quant.Features.Indicators.Volatility.Keltner;

/// <summary>Exponential average of the close ± a number of average true ranges.</summary>
public struct KeltnerOperator(int period, int atrPeriod, double multiplier) : IOperator<HighLowClose, KeltnerValues>
{
    private readonly double _multiplier = multiplier;
    private ExponentialAverage _middle = ExponentialAverage.OfSpan(period);
    private AtrOperator _range = new(atrPeriod);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public KeltnerValues Update(HighLowClose input)
    {
        var middle = _middle.Update(input.Close);
        var reach = _multiplier * _range.Update(input).Value;
        return new KeltnerValues(middle + reach, middle, middle - reach);
    }

    public readonly int Warmup(int output) =>
        output == 1 ? _middle.Length - 1 : Math.Max(_middle.Length - 1, _range.Warmup(0));

    public void Exchange(OperatorState state)
    {
        _middle.Exchange(state);
        _range.Exchange(state);
    }
}
