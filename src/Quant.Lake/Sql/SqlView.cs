using Quant.Lake.Manifest;
using Quant.Lake.Tables;

namespace Quant.Lake.Sql;

/// <summary>Something a query can read under a name.</summary>
public abstract record SqlView(string Name);

/// <summary>The files of manifest entries of one kind of dataset, as one view.</summary>
/// <param name="Name">The view's name.</param>
/// <param name="KeyColumn">
/// The key in the dataset's second segment: <c>interval</c> for <c>bars/interval=1m</c>. It and <c>symbol</c> are the
/// view's first columns, as text; conditions on them skip whole files.
/// </param>
/// <param name="Entries">Its files, from one snapshot of the manifest; may be none.</param>
/// <param name="ColumnsDiffer">True where datasets have columns of their own; absent ones are NULL.</param>
/// <param name="FilesDiffer">True where files of one dataset may lack columns that others have, which are NULL then.</param>
public sealed record LakeView(
    string Name,
    string KeyColumn,
    IReadOnlyList<ManifestEntry> Entries,
    bool ColumnsDiffer = false,
    bool FilesDiffer = false
) : SqlView(Name)
{
    /// <summary>The columns, beside key and symbol, that the view has as long as there are no files.</summary>
    public TableSchema ColumnsWhenEmpty { get; init; } = new(("ts", ColumnType.Timestamp));

    /// <summary>The views over a snapshot: <c>bars</c>, <c>features</c> and <c>predictions</c>.</summary>
    public static IReadOnlyList<LakeView> Of(IReadOnlyList<ManifestEntry> entries) =>
        [
            new("bars", "interval", OfKind(entries, "bars/interval="), ColumnsDiffer: true, FilesDiffer: true),
            new("features", "set", OfKind(entries, "features/set="), ColumnsDiffer: true),
            new("predictions", "model", OfKind(entries, "predictions/model=")),
        ];

    private static List<ManifestEntry> OfKind(IReadOnlyList<ManifestEntry> entries, string prefix) =>
        [.. entries.Where(entry => entry.Key.Dataset.Path.StartsWith(prefix, StringComparison.Ordinal))];
}

/// <summary>A table in memory, copied in for each query.</summary>
public sealed record TableView(string Name, ColumnTable Table) : SqlView(Name);
