using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Quant.MarketData.Bars;

namespace Quant.Features.Operators;

/// <summary>The columns a run of operators reads, all of one length or absent (empty).</summary>
public readonly ref struct BarColumns
{
    /// <summary>Prices in the quote currency, volume in units traded.</summary>
    public required ReadOnlySpan<double> Open { get; init; }
    public required ReadOnlySpan<double> High { get; init; }
    public required ReadOnlySpan<double> Low { get; init; }
    public required ReadOnlySpan<double> Close { get; init; }
    public required ReadOnlySpan<double> Volume { get; init; }

    /// <summary>The column chosen as source.</summary>
    public required ReadOnlySpan<double> Source { get; init; }

    /// <summary>Closes of the context symbol as known at each row's close; NaN where unknown or stale.</summary>
    public ReadOnlySpan<double> Context { get; init; }

    /// <summary>Session date of each row, days since 1970-01-01.</summary>
    public ReadOnlySpan<int> Day { get; init; }

    /// <summary>Minutes from midnight of the exchange's clock to the start of each row.</summary>
    public ReadOnlySpan<int> Minute { get; init; }

    /// <summary>Minutes from midnight of the exchange's clock to the regular opening of each row's session.</summary>
    public ReadOnlySpan<int> Opening { get; init; }

    /// <summary>Minutes from midnight of the exchange's clock to the regular close of each row's session.</summary>
    public ReadOnlySpan<int> Closing { get; init; }

    public int Count => Close.Length;

    /// <summary>The price and volume columns of a series, its close as source; no context, no session.</summary>
    public static BarColumns Of(BarSeries bars) =>
        new()
        {
            Open = bars.Open,
            High = bars.High,
            Low = bars.Low,
            Close = bars.Close,
            Volume = bars.Volume,
            Source = bars.Close,
        };

    /// <summary>Rows [start, start + count) of every column that is there.</summary>
    internal BarColumns Slice(int start, int count) =>
        new()
        {
            Open = Cut(Open, start, count),
            High = Cut(High, start, count),
            Low = Cut(Low, start, count),
            Close = Cut(Close, start, count),
            Volume = Cut(Volume, start, count),
            Source = Cut(Source, start, count),
            Context = Cut(Context, start, count),
            Day = Cut(Day, start, count),
            Minute = Cut(Minute, start, count),
            Opening = Cut(Opening, start, count),
            Closing = Cut(Closing, start, count),
        };

    private static ReadOnlySpan<T> Cut<T>(ReadOnlySpan<T> column, int start, int count) =>
        column.IsEmpty ? column : column.Slice(start, count);

    /// <exception cref="InvalidOperationException">A column is missing or differs in length.</exception>
    internal void Require(BarFields fields)
    {
        Require(fields, BarFields.Open, Open.Length);
        Require(fields, BarFields.High, High.Length);
        Require(fields, BarFields.Low, Low.Length);
        Require(fields, BarFields.Volume, Volume.Length);
        Require(fields, BarFields.Source, Source.Length);
        Require(fields, BarFields.Context, Context.Length);
        Require(fields, BarFields.Session, Day.Length);
        Require(fields, BarFields.Session, Minute.Length);
        Require(fields, BarFields.Session, Opening.Length);
        Require(fields, BarFields.Session, Closing.Length);
    }

    private void Require(BarFields fields, BarFields field, int length)
    {
        if ((fields & field) != 0 && length < Count)
        {
            throw new InvalidOperationException($"The operator reads {field}, which has {length} of {Count} rows.");
        }
    }

    /// <summary>Element of a column whose length was checked before the run.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Read<T>(ReadOnlySpan<T> column, nint row) =>
        Unsafe.Add(ref MemoryMarshal.GetReference(column), row);
}
