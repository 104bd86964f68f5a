namespace Quant.MarketData.Bars;

/// <summary>Bars added one by one, in strictly ascending time, to become a <see cref="BarSeries"/>.</summary>
/// <remarks>
/// Kept in blocks, so that bars are copied once, when they are all there: a series that doubled its columns as it grew would
/// need several times its own memory.
/// </remarks>
/// <param name="capacity">Bars expected.</param>
public sealed class BarSeriesBuilder(int capacity = 256)
{
    private const int LargestBlock = 1 << 16;

    /// <summary>Bars whose blocks are worth a collection: 50 MB and more.</summary>
    private const int MuchMemory = 1 << 20;

    private readonly List<Block> _full = [];
    private Block _last = new(Math.Clamp(capacity, 4, LargestBlock));
    private int _before;

    public int Count => _before + _last.Count;

    /// <summary>Time of the last bar added; <see cref="long.MinValue"/> when there is none.</summary>
    public long LastTs { get; private set; } = long.MinValue;

    /// <summary>Adds a bar.</summary>
    /// <param name="bar">The bar.</param>
    /// <param name="source">Where it is from; null where unknown.</param>
    public void Add(in Bar bar, string? source = null)
    {
        if (_last.Count == _last.Ts.Length)
        {
            _full.Add(_last);
            _before += _last.Count;
            _last = new Block(Math.Min(_last.Ts.Length * 2, LargestBlock));
        }
        _last.Add(bar, source);
        LastTs = bar.Ts;
    }

    /// <summary>The bars so far; the optional columns are null when no bar had them.</summary>
    /// <exception cref="ArgumentException">Times do not ascend strictly.</exception>
    public BarSeries Build(Symbol symbol, Interval interval) =>
        new(
            symbol,
            interval,
            Joined(block => block.Ts),
            Joined(block => block.Open),
            Joined(block => block.High),
            Joined(block => block.Low),
            Joined(block => block.Close),
            Joined(block => block.Volume),
            JoinedIfAny(block => block.Vwap, double.NaN),
            JoinedIfAny(block => block.TradeCount, -1),
            JoinedIfAny(block => block.Source, null)
        );

    /// <summary>
    /// As <see cref="Build"/>, for the last time: each column's blocks are let go once it is copied, so that a long series
    /// is never in memory twice.
    /// </summary>
    /// <exception cref="ArgumentException">Times do not ascend strictly.</exception>
    public BarSeries BuildAndClear(Symbol symbol, Interval interval)
    {
        var (ts, open, high, low, close, volume) = (
            Joined(block => Interlocked.Exchange(ref block.Ts, [])),
            Joined(block => Interlocked.Exchange(ref block.Open, [])),
            Joined(block => Interlocked.Exchange(ref block.High, [])),
            Joined(block => Interlocked.Exchange(ref block.Low, [])),
            Joined(block => Interlocked.Exchange(ref block.Close, [])),
            Joined(block => Interlocked.Exchange(ref block.Volume, []))
        );
        var series = new BarSeries(
            symbol,
            interval,
            ts,
            open,
            high,
            low,
            close,
            volume,
            JoinedIfAny(block => block.Vwap, double.NaN),
            JoinedIfAny(block => block.TradeCount, -1),
            JoinedIfAny(block => block.Source, null)
        );
        _full.Clear();
        if (series.Count >= MuchMemory)
        {
            // Blocks of hundreds of megabytes: what is done next should have them, rather than fresh memory beside them,
            // and the collector left to itself waits for as much again. A few milliseconds: there is little to trace.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true);
        }
        (_last, _before, LastTs) = (new Block(4), 0, long.MinValue);
        return series;
    }

    private T[] Joined<T>(Func<Block, T[]> column)
    {
        var joined = new T[Count];
        var at = 0;
        foreach (var block in _full)
        {
            column(block).AsSpan(0, block.Count).CopyTo(joined.AsSpan(at));
            at += block.Count;
        }
        column(_last).AsSpan(0, _last.Count).CopyTo(joined.AsSpan(at));
        return joined;
    }

    private T[]? JoinedIfAny<T>(Func<Block, T[]?> column, T unknown)
    {
        if (column(_last) is null && _full.TrueForAll(block => column(block) is null))
        {
            return null;
        }
        var joined = new T[Count];
        Array.Fill(joined, unknown);
        var at = 0;
        foreach (var block in _full.Append(_last))
        {
            column(block)?.AsSpan(0, block.Count).CopyTo(joined.AsSpan(at));
            at += block.Count;
        }
        return joined;
    }

    /// <summary>A run of bars in columns of fixed length; the optional ones are there once a bar has them.</summary>
    private sealed class Block(int length)
    {
        public long[] Ts = new long[length];
        public double[] Open = new double[length];
        public double[] High = new double[length];
        public double[] Low = new double[length];
        public double[] Close = new double[length];
        public double[] Volume = new double[length];

        public double[]? Vwap { get; private set; }

        public int[]? TradeCount { get; private set; }

        public string?[]? Source { get; private set; }

        public int Count { get; private set; }

        public void Add(in Bar bar, string? source)
        {
            var i = Count++;
            Ts[i] = bar.Ts;
            Open[i] = bar.Open;
            High[i] = bar.High;
            Low[i] = bar.Low;
            Close[i] = bar.Close;
            Volume[i] = bar.Volume;
            if (Vwap is not null || !double.IsNaN(bar.Vwap))
            {
                Vwap ??= Filled(double.NaN);
                Vwap[i] = bar.Vwap;
            }
            if (TradeCount is not null || bar.TradeCount >= 0)
            {
                TradeCount ??= Filled(-1);
                TradeCount[i] = bar.TradeCount;
            }
            if (Source is not null || source is not null)
            {
                Source ??= new string?[Ts.Length];
                Source[i] = source;
            }
        }

        private T[] Filled<T>(T value)
        {
            var column = new T[Ts.Length];
            Array.Fill(column, value);
            return column;
        }
    }
}
