using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Features.Windows;

namespace Quant.Features.Regimes.VolatilityQuantile;

/// <summary>
/// Bucket of the present realised volatility among those of the <c>lookback</c> bars before: 0 the calmest, buckets - 1
/// the wildest. Nothing is fitted: each value is ranked among values that were known before it.
/// </summary>
public struct VolatilityQuantileOperator(int window, int lookback, int buckets) : IOperator<Sample, Scalar>
{
    private readonly int _buckets = buckets;
    private double _last = double.NaN;
    private WindowMoments _returns = new(window);
    private SortedWindow _history = new(lookback);

    public Scalar Update(Sample input)
    {
        var change = Math.Log(input.Value / _last);
        _last = input.Value;
        var volatility = _returns.Update(change).SampleDeviation;
        if (!double.IsFinite(volatility))
        {
            return double.NaN;
        }
        var bucket = _history.Full
            ? Math.Min(_buckets - 1, (long)_history.CountBelow(volatility) * _buckets / _history.Length)
            : double.NaN;
        _history.Add(volatility);
        return bucket;
    }

    public readonly int Warmup(int output) => _returns.Length + _history.Length;

    public void Exchange(OperatorState state)
    {
        state.Exchange(ref _last);
        _returns.Exchange(state);
        _history.Exchange(state);
    }
}
