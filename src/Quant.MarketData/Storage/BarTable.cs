using Quant.Lake.Tables;
using Quant.MarketData.Bars;

namespace Quant.MarketData.Storage;

/// <summary>
/// The columns of bars in the lake: ts (microseconds UTC), open, high, low, close, volume, vwap (NULL where unknown),
/// trade_count (−1 where unknown), source (NULL where unknown). Every file has all of them, but for source, which files of
/// earlier versions lack; prices are raw.
/// </summary>
public static class BarTable
{
    /// <summary>Name of the column of sources.</summary>
    public const string SourceColumn = "source";

    /// <summary>What the bars say.</summary>
    public static readonly TableSchema Values = new(
        ("ts", ColumnType.Timestamp),
        ("open", ColumnType.Double),
        ("high", ColumnType.Double),
        ("low", ColumnType.Double),
        ("close", ColumnType.Double),
        ("volume", ColumnType.Double),
        ("vwap", ColumnType.Double),
        ("trade_count", ColumnType.Int32)
    );

    /// <summary>All columns of a file.</summary>
    public static readonly TableSchema Schema = new([
        .. Values.Columns,
        new ColumnDefinition(SourceColumn, ColumnType.Category),
    ]);

    /// <summary>The columns of a series.</summary>
    public static ColumnTable Of(BarSeries series) =>
        new(
            Column.Timestamp("ts", series.Ts),
            Column.Double("open", series.Open),
            Column.Double("high", series.High),
            Column.Double("low", series.Low),
            Column.Double("close", series.Close),
            Column.Double("volume", series.Volume),
            Column.Double("vwap", series.Vwap ?? Filled(series.Count, double.NaN)),
            Column.Int32("trade_count", series.TradeCount ?? Filled(series.Count, -1)),
            Column.Category(SourceColumn, series.Source ?? new string?[series.Count])
        );

    /// <summary>The series of a table; a column of which nothing is known becomes null.</summary>
    public static BarSeries ToSeries(ColumnTable table, Symbol symbol, Interval interval)
    {
        var (vwap, tradeCount) = (table.Doubles("vwap"), table.Int32s("trade_count"));
        var source = table.Schema.IndexOf(SourceColumn) < 0 ? null : table.Texts(SourceColumn);
        return new BarSeries(
            symbol,
            interval,
            table.Timestamps(),
            table.Doubles("open"),
            table.Doubles("high"),
            table.Doubles("low"),
            table.Doubles("close"),
            table.Doubles("volume"),
            vwap.AsSpan().ContainsAnyExcept(double.NaN) ? vwap : null,
            tradeCount.AsSpan().ContainsAnyExcept(-1) ? tradeCount : null,
            source is not null && Array.Exists(source, name => name is not null) ? source : null
        );
    }

    private static T[] Filled<T>(int count, T value)
    {
        var column = new T[count];
        Array.Fill(column, value);
        return column;
    }
}
