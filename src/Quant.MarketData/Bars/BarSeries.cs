namespace Quant.MarketData.Bars;

/// <summary>
/// Bars of one symbol and interval in columns, in strictly ascending time. Immutable by convention: the arrays are
/// handed out for speed and are not to be written to.
/// </summary>
public sealed class BarSeries
{
    /// <summary>Takes the columns over; all must have the same length, times strictly ascending.</summary>
    /// <exception cref="ArgumentException">Lengths differ or times do not ascend.</exception>
    public BarSeries(
        Symbol symbol,
        Interval interval,
        long[] ts,
        double[] open,
        double[] high,
        double[] low,
        double[] close,
        double[] volume,
        double[]? vwap = null,
        int[]? tradeCount = null,
        string?[]? source = null
    )
    {
        var n = ts.Length;
        if (
            open.Length != n
            || high.Length != n
            || low.Length != n
            || close.Length != n
            || volume.Length != n
            || (vwap ?? volume).Length != n
            || (tradeCount?.Length ?? n) != n
            || (source?.Length ?? n) != n
        )
        {
            throw new ArgumentException($"{symbol} {interval}: columns differ in length from {n} times.");
        }
        for (var i = 1; i < n; i++)
        {
            if (ts[i] <= ts[i - 1])
            {
                throw new ArgumentException($"{symbol} {interval}: time {ts[i]} at row {i} does not ascend.");
            }
        }
        (Symbol, Interval, Ts, Open, High, Low, Close, Volume, Vwap, TradeCount, Source) = (
            symbol,
            interval,
            ts,
            open,
            high,
            low,
            close,
            volume,
            vwap,
            tradeCount,
            source
        );
    }

    public Symbol Symbol { get; }
    public Interval Interval { get; }
    public int Count => Ts.Length;

    /// <summary>Starts of the bars, microseconds UTC.</summary>
    public long[] Ts { get; }
    public double[] Open { get; }
    public double[] High { get; }
    public double[] Low { get; }
    public double[] Close { get; }
    public double[] Volume { get; }

    /// <summary>Volume-weighted average prices, NaN where unknown; null where the source has none at all.</summary>
    public double[]? Vwap { get; }

    /// <summary>Numbers of trades, -1 where unknown; null where the source has none at all.</summary>
    public int[]? TradeCount { get; }

    /// <summary>
    /// Where each bar is from, in short lower-case names (<c>csv</c>, <c>lean</c>, <c>alpaca-iex</c>), null where unknown;
    /// null where nothing is known, or was not read. Bars that were resampled do not say.
    /// </summary>
    public string?[]? Source { get; }

    public Bar this[int i] =>
        new(Ts[i], Open[i], High[i], Low[i], Close[i], Volume[i], Vwap?[i] ?? double.NaN, TradeCount?[i] ?? -1);

    /// <summary>Bars [start, start + count), copied.</summary>
    public BarSeries Slice(int start, int count) =>
        new(
            Symbol,
            Interval,
            Ts.AsSpan(start, count).ToArray(),
            Open.AsSpan(start, count).ToArray(),
            High.AsSpan(start, count).ToArray(),
            Low.AsSpan(start, count).ToArray(),
            Close.AsSpan(start, count).ToArray(),
            Volume.AsSpan(start, count).ToArray(),
            Vwap?.AsSpan(start, count).ToArray(),
            TradeCount?.AsSpan(start, count).ToArray(),
            Source?.AsSpan(start, count).ToArray()
        );

    /// <summary>The same bars, all of one source; the columns are shared.</summary>
    /// <param name="source">A short lower-case name.</param>
    public BarSeries WithSource(string source)
    {
        var sources = new string?[Count];
        Array.Fill(sources, source);
        return new(Symbol, Interval, Ts, Open, High, Low, Close, Volume, Vwap, TradeCount, sources);
    }

    /// <summary>Index of the first bar that starts at or after a time; <see cref="Count"/> when there is none.</summary>
    public int FirstAtOrAfter(long ts)
    {
        var i = Array.BinarySearch(Ts, ts);
        return i >= 0 ? i : ~i;
    }
}
