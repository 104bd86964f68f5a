using System.Runtime.CompilerServices;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Features.Windows;

namespace Quant.Features.Indicators.Volatility.Donchian;

/// <summary>Highest high and lowest low of the last <c>period</c> bars, this one included.</summary>
public struct DonchianOperator(int period) : IOperator<HighLow, DonchianValues>
{
    private readonly int _period = period;
    private WindowExtremes _extremes = new(period);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public DonchianValues Update(HighLow input)
    {
        var (highest, lowest) = _extremes.Update(input.High, input.Low);
        return new DonchianValues(highest, lowest + (highest - lowest) / 2, lowest);
    }

    public readonly int Warmup(int output) => _period - 1;

    public void Exchange(OperatorState state) => _extremes.Exchange(state);
}
