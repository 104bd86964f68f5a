using Quant.MarketData.Bars;

namespace Quant.MarketData.Resampling;

/// <summary>The bars of one bucket so far.</summary>
internal struct Bucket
{
    private double _open;
    private double _high;
    private double _low;
    private double _close;
    private double _volume;

    /// <summary>Sum of VWAP × volume; NaN once a bar with volume lacks a VWAP.</summary>
    private double _traded;

    private long _trades;

    public bool IsOpen { get; private set; }

    /// <summary>Start, microseconds UTC.</summary>
    public long Start { get; private set; }

    /// <summary>The moment the bucket is complete, microseconds UTC.</summary>
    public long End { get; private set; }

    public void Add(in Bar bar, long start, long end)
    {
        if (!IsOpen)
        {
            this = new Bucket
            {
                IsOpen = true,
                Start = start,
                End = end,
                _open = bar.Open,
                _high = bar.High,
                _low = bar.Low,
            };
        }
        _high = Math.Max(_high, bar.High);
        _low = Math.Min(_low, bar.Low);
        _close = bar.Close;
        _volume += bar.Volume;
        if (bar.Volume > 0)
        {
            _traded += bar.Vwap * bar.Volume;
        }
        _trades = _trades < 0 || bar.TradeCount < 0 ? -1 : _trades + bar.TradeCount;
    }

    public Bar Take()
    {
        IsOpen = false;
        var vwap = _volume > 0 ? _traded / _volume : double.NaN;
        return new Bar(Start, _open, _high, _low, _close, _volume, vwap, (int)Math.Min(_trades, int.MaxValue));
    }
}
