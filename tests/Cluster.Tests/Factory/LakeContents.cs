using Quant.Lake.Manifest;
using Quant.Lake.Partitions;
using Quant.Lake.Tables;
using Quant.Lake.Upkeep;

namespace Quant.Cluster.Tests.Factory;

/// <summary>What the lake holds, for comparisons.</summary>
internal static class LakeContents
{
    public static Task<IReadOnlyList<ManifestEntry>> EntriesAsync(
        this TestFactory factory,
        Dataset dataset,
        string? symbol = null
    ) => factory.Catalog.Manifest.ListAsync(dataset, symbol, CancellationToken.None);

    /// <summary>A dataset of one symbol as one table.</summary>
    public static async Task<ColumnTable> TableAsync(this TestFactory factory, Dataset dataset, string symbol)
    {
        var entries = await factory.EntriesAsync(dataset, symbol);
        return factory.Lake.Read(entries, factory.Lake.SchemaOf(entries[0]));
    }

    /// <summary>The first rows of a table, column by column, bit by bit.</summary>
    public static IReadOnlyList<string> Bits(this ColumnTable table, int rows) =>
        [
            .. table.Columns.Select(column =>
                $"{column.Name}: "
                + column switch
                {
                    DoubleColumn c => string.Join(
                        ' ',
                        c.Values.Take(rows).Select(v => $"{BitConverter.DoubleToInt64Bits(v):x}")
                    ),
                    TimestampColumn c => string.Join(' ', c.Values.Take(rows)),
                    Int32Column c => string.Join(' ', c.Values.Take(rows)),
                    Column<string?> c => string.Join(' ', c.Values.Take(rows)),
                    _ => throw new InvalidOperationException($"Column {column.Name} of type {column.Type}."),
                }
            ),
        ];

    /// <summary>Files and their hashes: what must be equal where content is.</summary>
    public static IEnumerable<(string Period, string Hash)> Hashes(this IEnumerable<ManifestEntry> entries) =>
        entries.Select(entry => (entry.Key.Period, entry.ContentHash));

    /// <summary>Nothing is missing, torn or altered.</summary>
    public static async Task LakeMustBeWholeAsync(this TestFactory factory)
    {
        var check = new LakeCheck(factory.Lake, factory.Catalog.Manifest, TimeProvider.System);
        Assert.DoesNotContain(await check.RunAsync(null, CancellationToken.None), problem => problem.IsFault);
        Assert.Empty(await factory.Catalog.CheckAsync());
    }
}
