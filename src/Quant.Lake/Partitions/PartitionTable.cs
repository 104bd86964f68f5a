using Quant.Lake.Manifest;
using Quant.Lake.Tables;
using Quant.Specs;

namespace Quant.Lake.Partitions;

/// <summary>What a table must be to become a partition.</summary>
internal static class PartitionTable
{
    /// <summary>Name of the first column of every partition.</summary>
    public const string TimeColumn = "ts";

    /// <exception cref="BadInputException">
    /// No rows, no <c>ts</c> first, times that do not strictly ascend or lie outside the period, or an infinity.
    /// </exception>
    public static void Check(PartitionKey key, ColumnTable table)
    {
        var where = $"{key.Dataset}/{key.Symbol}/{key.Period}";
        if (table.Columns[0] is not TimestampColumn { Name: TimeColumn, Values: var ts })
        {
            throw new BadInputException(where, table.Schema.ToString(), "a Timestamp column 'ts' first");
        }
        if (ts.Length == 0)
        {
            throw new BadInputException(where, "no rows", "at least one row; an empty partition is removed instead");
        }
        for (var i = 1; i < ts.Length; i++)
        {
            if (ts[i] <= ts[i - 1])
            {
                throw new BadInputException($"{where}.ts[{i}]", ts[i], $"more than {ts[i - 1]}, the time before it");
            }
        }
        var (from, to) = Periods.Bounds(key.Period);
        if (ts[0] < from || ts[^1] >= to)
        {
            var outside = ts[0] < from ? ts[0] : ts[^1];
            throw new BadInputException($"{where}.ts", outside, $"microseconds from {from} to {to - 1}, the period's");
        }
    }
}
