using Quant.Lake.DuckDb;
using Quant.Lake.Manifest;
using Quant.Lake.Partitions;
using Quant.Lake.Tables;

namespace Quant.Lake.Sql;

/// <summary>Makes the views of a query in its database, before that is locked.</summary>
internal sealed class SqlViewBuilder(LakeStore store, DuckDbConnection connection)
{
    public List<string> Warnings { get; } = [];

    /// <summary>
    /// Paths of the files that the views read, as they are and, where that differs, as patterns: DuckDB asks for both.
    /// </summary>
    public HashSet<string> Files { get; } = new(StringComparer.Ordinal);

    public void Create(SqlView view)
    {
        switch (view)
        {
            case TableView table:
                TableAppender.CreateTemporary(connection, table.Name, table.Table);
                break;
            case LakeView lake:
                Create(lake, [.. lake.Entries.Where(IsThere)]);
                break;
            default:
                throw new ArgumentException($"No way to make a view of {view.GetType()}.", nameof(view));
        }
    }

    private void Create(LakeView view, List<ManifestEntry> entries)
    {
        try
        {
            Define(view, entries);
        }
        catch (DuckDbException)
        {
            // DuckDB reads the first file's schema here. A damaged one must not take the others with it.
            var sound = entries.Where(IsSound).ToList();
            if (sound.Count == entries.Count)
            {
                throw;
            }
            Define(view, sound);
        }
    }

    private void Define(LakeView view, List<ManifestEntry> entries)
    {
        var key = SqlText.Name(view.KeyColumn);
        var groups = view.ColumnsDiffer
            ? entries.GroupBy(entry => entry.Key.Dataset.Path)
            : entries.GroupBy(_ => view.Name);
        var scans = groups.Select(group => Select(key, group, view.FilesDiffer)).ToList();
        var body =
            scans.Count == 0
                ? $"SELECT NULL::VARCHAR AS {key}, NULL::VARCHAR AS symbol, {Empty(view)} WHERE false"
                : string.Join(" UNION ALL BY NAME ", scans);
        connection.Execute($"CREATE VIEW {SqlText.Name(view.Name)} AS {body}");
    }

    /// <summary>DuckDB takes key and symbol from the folders' names, unescaped, and skips files by them.</summary>
    private string Select(string key, IEnumerable<ManifestEntry> entries, bool unite)
    {
        var paths = new List<string>();
        foreach (var entry in entries)
        {
            paths.Add(store.ScanPath(entry.File));
            Files.Add(paths[^1]);
            Files.Add(store.PathOf(entry.File));
        }
        var files = SqlText.List(paths);
        return $"SELECT {key}, symbol, * EXCLUDE ({key}, symbol) FROM read_parquet({files}, hive_partitioning = true, "
            + $"union_by_name = {(unite ? "true" : "false")}, hive_types = {{{key}: VARCHAR, symbol: VARCHAR}})";
    }

    private static string Empty(LakeView view) =>
        string.Join(
            ", ",
            view.ColumnsWhenEmpty.Columns.Select(column =>
                $"NULL::{SqlType(column.Type)} AS {SqlText.Name(column.Name)}"
            )
        );

    private static string SqlType(ColumnType type) =>
        type switch
        {
            ColumnType.Timestamp => "TIMESTAMP",
            ColumnType.Double => "DOUBLE",
            ColumnType.Int64 => "BIGINT",
            ColumnType.Int32 => "INTEGER",
            ColumnType.Boolean => "BOOLEAN",
            _ => "VARCHAR",
        };

    private bool IsThere(ManifestEntry entry)
    {
        var info = new FileInfo(store.PathOf(entry.File));
        var there = info.Exists && info.Length == entry.Bytes;
        if (!there)
        {
            Warnings.Add($"left out {entry.File}, which is {(info.Exists ? "torn or altered" : "missing")}");
        }
        return there;
    }

    private bool IsSound(ManifestEntry entry)
    {
        var sound = store.Holds(entry);
        if (!sound)
        {
            Warnings.Add($"left out {entry.File}, which is altered");
        }
        return sound;
    }
}
