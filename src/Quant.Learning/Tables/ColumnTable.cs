using Quant.Features.Frames;

namespace Quant.Learning.Tables;

/// <summary>Numbers in named columns, without times: what transforms and estimators work on.</summary>
/// <remarks>NaN is a missing value. Whoever made the table owns its arrays; nobody else writes to them.</remarks>
public sealed class ColumnTable
{
    /// <param name="names">Unique names.</param>
    /// <param name="columns">One array per name, all of one length.</param>
    /// <exception cref="ArgumentException">Counts or lengths differ.</exception>
    public ColumnTable(IReadOnlyList<string> names, double[][] columns)
    {
        if (names.Count != columns.Length)
        {
            throw new ArgumentException($"{columns.Length} columns for {names.Count} names.");
        }
        Rows = columns.Length == 0 ? 0 : columns[0].Length;
        if (columns.Any(column => column.Length != Rows))
        {
            throw new ArgumentException("Columns differ in length.");
        }
        (Names, Columns) = (names, columns);
    }

    public IReadOnlyList<string> Names { get; }

    public double[][] Columns { get; }

    public int Rows { get; }

    /// <summary>The frame's columns themselves, not a copy.</summary>
    public static ColumnTable Of(FeatureFrame frame) => new(frame.Names, frame.Columns);

    /// <summary>A copy of the rows named, in that order.</summary>
    public ColumnTable Gather(ReadOnlySpan<int> rows)
    {
        var picked = new double[Columns.Length][];
        for (var c = 0; c < picked.Length; c++)
        {
            var (source, target) = (Columns[c], new double[rows.Length]);
            for (var i = 0; i < rows.Length; i++)
            {
                target[i] = source[rows[i]];
            }
            picked[c] = target;
        }
        return new ColumnTable(Names, picked);
    }

    /// <summary>A copy of rows [start, start + count).</summary>
    public ColumnTable Slice(int start, int count) =>
        new(Names, [.. Columns.Select(column => column.AsSpan(start, count).ToArray())]);

    /// <summary>Position of a column; −1 where there is none of that name.</summary>
    public int IndexOf(string name)
    {
        for (var i = 0; i < Names.Count; i++)
        {
            if (Names[i] == name)
            {
                return i;
            }
        }
        return -1;
    }
}
