using Quant.Lake.Foreign;
using Quant.Lake.Tables;
using Quant.MarketData.Providers.Csv;
using Quant.Specs;

namespace Quant.MarketData.Providers.Parquet;

/// <summary>Which column of a Parquet file holds what, by the names a CSV's columns go by.</summary>
internal sealed class ParquetColumns
{
    private readonly int[] _places;

    private ParquetColumns(ForeignColumn time, IReadOnlyList<string> numbers, int[] places) =>
        (Time, Numbers, _places) = (time, numbers, places);

    /// <summary>The column of times.</summary>
    public ForeignColumn Time { get; }

    /// <summary>Names of the columns of numbers that are read.</summary>
    public IReadOnlyList<string> Numbers { get; }

    /// <summary>A row's number of a canonical column; the given one where the file has no such column.</summary>
    public double Value(ColumnTable table, int column, int row, double absent) =>
        _places[column] < 0 ? absent : ((DoubleColumn)table.Columns[_places[column]]).Values[row];

    /// <exception cref="BadInputException">A column missing, there twice, or of a type that cannot be read.</exception>
    public static ParquetColumns Of(IReadOnlyList<ForeignColumn> columns, string source)
    {
        var found = new ForeignColumn?[CsvHeader.TradeCount + 1];
        foreach (var column in columns)
        {
            var i = CsvHeader.ColumnOf(column.Name);
            if (i < 0)
            {
                continue;
            }
            if (found[i] is not null)
            {
                throw Fault(source, column.Name, column.Name, $"one {CsvHeader.NameOf(i)} column");
            }
            found[i] = column;
        }
        for (var i = 0; i < found.Length; i++)
        {
            if (found[i] is not { } column)
            {
                if (i < CsvHeader.Required)
                {
                    throw Fault(
                        source,
                        CsvHeader.NameOf(i),
                        string.Join(", ", columns.Select(c => c.Name)),
                        "columns timestamp (or date, time, ts), open, high, low, close and optionally volume, vwap, "
                            + "trade_count"
                    );
                }
            }
            else if (!Fits(i, column.Kind))
            {
                var allowed = i == 0 ? "timestamps, dates, whole numbers since 1970 or text" : "numbers";
                throw Fault(source, column.Name, $"a column of {column.Kind}", allowed);
            }
        }
        return new ParquetColumns(
            found[0]!,
            [.. found.Skip(1).Where(column => column is not null).Select(column => column!.Name)],
            Places(found)
        );
    }

    /// <summary>Where each column stands among those read; the time is the first.</summary>
    private static int[] Places(ForeignColumn?[] found)
    {
        var (places, next) = (new int[found.Length], 0);
        for (var i = 0; i < found.Length; i++)
        {
            places[i] = found[i] is null ? -1 : next++;
        }
        return places;
    }

    private static bool Fits(int column, ForeignKind kind) =>
        column == 0
            ? kind is not (ForeignKind.Number or ForeignKind.Other)
            : kind is ForeignKind.Number or ForeignKind.Integer;

    private static BadInputException Fault(string source, string column, string value, string allowed) =>
        new($"{source}: column {column}", value, allowed);
}
