using System.Text;
using Quant.Lake.Foreign;
using Quant.Lake.Tables;
using Quant.MarketData.Bars;
using Quant.MarketData.Providers.Csv;
using Quant.MarketData.Providers.Rows;
using Quant.MarketData.Providers.Text;
using Quant.MarketData.Zones;

namespace Quant.MarketData.Providers.Parquet;

/// <summary>Reads the rows of a Parquet file.</summary>
internal sealed class ParquetRows(ForeignParquet file, ParquetColumns columns, ExchangeZone zone)
{
    private const int BlockRows = 1 << 13;

    /// <summary>The rows in their order; the list is used again once the next is asked for.</summary>
    /// <param name="most">Rows to read at most.</param>
    public IEnumerable<List<FileRow>> Read(long most)
    {
        var block = new List<FileRow>(BlockRows + (1 << 11));
        var row = 0L;
        foreach (var table in file.Read(columns.Time, columns.Numbers))
        {
            for (var i = 0; i < table.Rows && row < most; i++)
            {
                block.Add(Parse(++row, table, i));
            }
            if (row >= most)
            {
                break;
            }
            if (block.Count >= BlockRows)
            {
                yield return block;
                block.Clear();
            }
        }
        yield return block;
    }

    private FileRow Parse(long number, ColumnTable table, int i)
    {
        if (!TryTime(table.Columns[0], i, out var ts, out var local, out var isDate, out var written))
        {
            return Bad(number, 0, written, TimeText.Allowed);
        }
        var trades = columns.Value(table, CsvHeader.TradeCount, i, double.NaN);
        if (!double.IsNaN(trades) && (trades != Math.Floor(trades) || trades is < -1 or > int.MaxValue))
        {
            var said = FormattableString.Invariant($"{trades}");
            return Bad(number, CsvHeader.TradeCount, said, "a whole number, 0 or more");
        }
        var bar = new Bar(
            ts,
            columns.Value(table, 1, i, double.NaN),
            columns.Value(table, 2, i, double.NaN),
            columns.Value(table, 3, i, double.NaN),
            columns.Value(table, 4, i, double.NaN),
            columns.Value(table, CsvHeader.Volume, i, 0),
            columns.Value(table, CsvHeader.Vwap, i, double.NaN),
            double.IsNaN(trades) ? -1 : (int)trades
        );
        return new FileRow(number, bar, local, isDate, null);
    }

    private bool TryTime(Column column, int i, out long ts, out long local, out bool isDate, out string written)
    {
        if (column is TextColumn { Values: var texts })
        {
            written = texts[i] ?? "NULL";
            return TimeText.TryParse(Encoding.UTF8.GetBytes(written), zone, out ts, out local, out isDate);
        }
        local = ((Int64Column)column).Values[i];
        isDate = columns.Time.Kind == ForeignKind.Date;
        written = local == long.MinValue ? "NULL" : FormattableString.Invariant($"{local} microseconds since 1970");
        var isKnown = local is >= TimeText.Earliest and < TimeText.Latest;
        ts =
            !isKnown ? 0
            : columns.Time.Kind == ForeignKind.Instant ? local
            : zone.ToUtc(local);
        return isKnown;
    }

    private static FileRow Bad(long row, int column, string value, string allowed) =>
        new(row, default, 0, false, new RowReadFault(CsvHeader.NameOf(column), value, allowed));
}
