using System.Text;
using Quant.MarketData.Providers.Text;
using Quant.Specs;

namespace Quant.MarketData.Providers.Csv;

/// <summary>Which field of a row holds what, from the header line. Names count without case, spaces and underscores.</summary>
internal sealed class CsvHeader
{
    /// <summary>More columns than any file of bars has.</summary>
    public const int MaximumFields = 64;

    public const int Required = 5;
    public const int Volume = 5;
    public const int Vwap = 6;
    public const int TradeCount = 7;

    /// <summary>Canonical names in the order of <see cref="Index"/>, with the other names each goes by.</summary>
    private static readonly (string Name, string[] Aliases)[] s_columns =
    [
        ("timestamp", ["timestamp", "ts", "time", "date", "datetime", "t"]),
        ("open", ["open", "o"]),
        ("high", ["high", "h"]),
        ("low", ["low", "l"]),
        ("close", ["close", "c"]),
        ("volume", ["volume", "vol", "v"]),
        ("vwap", ["vwap", "vw"]),
        ("trade_count", ["tradecount", "trades", "n"]),
    ];

    private CsvHeader(byte delimiter, int[] index) => (Delimiter, Index) = (delimiter, index);

    /// <summary>Comma, semicolon or tab, whichever the header has most of.</summary>
    public byte Delimiter { get; }

    /// <summary>Field of each canonical column; -1 for an optional one that is absent.</summary>
    public int[] Index { get; }

    public static string NameOf(int column) => s_columns[column].Name;

    /// <exception cref="BadInputException">A required column is missing, or one is there twice.</exception>
    public static CsvHeader Parse(ReadOnlySpan<byte> line, string source)
    {
        byte delimiter = (byte)',';
        foreach (var candidate in ";\t"u8)
        {
            delimiter = line.Count(candidate) > line.Count(delimiter) ? candidate : delimiter;
        }
        Span<Range> fields = stackalloc Range[MaximumFields];
        var count = Fields.Split(line, delimiter, fields);
        if (count > MaximumFields)
        {
            throw new BadInputException($"{source}: line 1", $"{count} columns", $"at most {MaximumFields} columns");
        }
        var index = new int[s_columns.Length];
        Array.Fill(index, -1);
        for (var i = 0; i < count; i++)
        {
            var name = Encoding.UTF8.GetString(line[fields[i]]);
            var column = ColumnOf(name);
            if (column < 0)
            {
                continue;
            }
            if (index[column] >= 0)
            {
                throw new BadInputException($"{source}: line 1, column {i + 1}", name, $"one {NameOf(column)} column");
            }
            index[column] = i;
        }
        for (var column = 0; column < Required; column++)
        {
            if (index[column] < 0)
            {
                throw new BadInputException(
                    $"{source}: line 1, column {NameOf(column)}",
                    Encoding.UTF8.GetString(line),
                    "a header with timestamp (or date, time, ts), open, high, low, close and optionally volume, vwap, trade_count"
                );
            }
        }
        return new CsvHeader(delimiter, index);
    }

    /// <summary>Position of a column by any of its names; -1 for a column that is not read.</summary>
    public static int ColumnOf(string name)
    {
        var plain = name.Replace("_", "").Replace(" ", "").ToLowerInvariant();
        return Array.FindIndex(s_columns, column => column.Aliases.Contains(plain));
    }
}
