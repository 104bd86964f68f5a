namespace Quant.MarketData.Bars;

/// <summary>Bars added one by one, in strictly ascending time, to become a <see cref="BarSeries"/>.</summary>
/// <param name="capacity">Bars expected.</param>
public sealed class BarSeriesBuilder(int capacity = 256)
{
    private long[] _ts = new long[Math.Max(capacity, 4)];
    private double[] _open = new double[Math.Max(capacity, 4)];
    private double[] _high = new double[Math.Max(capacity, 4)];
    private double[] _low = new double[Math.Max(capacity, 4)];
    private double[] _close = new double[Math.Max(capacity, 4)];
    private double[] _volume = new double[Math.Max(capacity, 4)];
    private double[]? _vwap;
    private int[]? _tradeCount;
    private string?[]? _source;

    public int Count { get; private set; }

    /// <summary>Time of the last bar added; <see cref="long.MinValue"/> when there is none.</summary>
    public long LastTs => Count == 0 ? long.MinValue : _ts[Count - 1];

    /// <summary>Adds a bar.</summary>
    /// <param name="bar">The bar.</param>
    /// <param name="source">Where it is from; null where unknown.</param>
    public void Add(in Bar bar, string? source = null)
    {
        if (Count == _ts.Length)
        {
            Grow();
        }
        var i = Count++;
        _ts[i] = bar.Ts;
        _open[i] = bar.Open;
        _high[i] = bar.High;
        _low[i] = bar.Low;
        _close[i] = bar.Close;
        _volume[i] = bar.Volume;
        if (_vwap is not null || !double.IsNaN(bar.Vwap))
        {
            _vwap ??= Filled(double.NaN);
            _vwap[i] = bar.Vwap;
        }
        if (_tradeCount is not null || bar.TradeCount >= 0)
        {
            _tradeCount ??= Filled(-1);
            _tradeCount[i] = bar.TradeCount;
        }
        if (_source is not null || source is not null)
        {
            _source ??= new string?[_ts.Length];
            _source[i] = source;
        }
    }

    /// <summary>The bars so far; the optional columns are null when no bar had them.</summary>
    /// <exception cref="ArgumentException">Times do not ascend strictly.</exception>
    public BarSeries Build(Symbol symbol, Interval interval) =>
        new(
            symbol,
            interval,
            _ts[..Count],
            _open[..Count],
            _high[..Count],
            _low[..Count],
            _close[..Count],
            _volume[..Count],
            _vwap?[..Count],
            _tradeCount?[..Count],
            _source?[..Count]
        );

    private T[] Filled<T>(T value)
    {
        var column = new T[_ts.Length];
        Array.Fill(column, value);
        return column;
    }

    private void Grow()
    {
        var size = _ts.Length * 2;
        Array.Resize(ref _ts, size);
        Array.Resize(ref _open, size);
        Array.Resize(ref _high, size);
        Array.Resize(ref _low, size);
        Array.Resize(ref _close, size);
        Array.Resize(ref _volume, size);
        if (_vwap is not null)
        {
            Array.Resize(ref _vwap, size);
        }
        if (_tradeCount is not null)
        {
            Array.Resize(ref _tradeCount, size);
        }
        if (_source is not null)
        {
            Array.Resize(ref _source, size);
        }
    }
}
