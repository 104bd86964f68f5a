using System.Diagnostics;
using Quant.Lake.Files;
using Quant.Lake.Manifest;
using Quant.Lake.Tables;
using Quant.Specs;

namespace Quant.Lake.Partitions;

/// <summary>
/// The Parquet files below one root folder. Files are written once, under a name of their own, and never changed; which
/// of them count is the manifest's business. Safe for concurrent use. All calls are synchronous and belong on a worker
/// thread.
/// </summary>
public sealed class LakeStore
{
    private readonly PartitionFileWriter _writer;
    private readonly PartitionFileReader _reader;
    private readonly FileVerifier _verifier;

    /// <param name="root">The lake's folder; made when first written to.</param>
    public LakeStore(string root)
    {
        Root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        _verifier = new FileVerifier(this);
        _writer = new PartitionFileWriter(this);
        _reader = new PartitionFileReader(this, _verifier);
    }

    /// <summary>Full path of the lake's folder.</summary>
    public string Root { get; }

    /// <summary>Writes a file for a partition and returns the entry that makes it count, once the manifest has it.</summary>
    /// <param name="key">The partition.</param>
    /// <param name="generation">1 for a new partition, else one more than the entry that is replaced.</param>
    /// <param name="table">
    /// At least one row; the first column is the timestamp column <c>ts</c>, strictly ascending, within the period.
    /// </param>
    /// <remarks>
    /// The file is on the disk, complete, under its final name when this returns; a process killed before leaves at worst
    /// a file that no manifest names. The same table gives the same bytes.
    /// </remarks>
    /// <exception cref="Quant.Specs.BadInputException">The table is not as said, or holds an infinity.</exception>
    /// <exception cref="IOException">The disk is full or not writable; the message names the file.</exception>
    public ManifestEntry Write(PartitionKey key, long generation, ColumnTable table)
    {
        var started = Stopwatch.GetTimestamp();
        var entry = _writer.Write(key, generation, table);
        Measure(started, "write", table.Rows);
        return entry;
    }

    /// <summary>Reads partitions of one dataset and symbol, in time order, as one table.</summary>
    /// <param name="entries">
    /// From one snapshot of the manifest, in any order. Those outside the span are not touched.
    /// </param>
    /// <param name="columns">The columns to read, which the files must have with these types.</param>
    /// <param name="fromTs">First time to read, microseconds UTC.</param>
    /// <param name="toTs">First time not to read, microseconds UTC.</param>
    /// <param name="mayLack">
    /// Name of one of the columns, of type Double, Text or Category, that older files may lack: NaN or null there.
    /// </param>
    /// <exception cref="LakeFileException">A file is missing, torn or altered, or lacks a column.</exception>
    public ColumnTable Read(
        IReadOnlyList<ManifestEntry> entries,
        TableSchema columns,
        long fromTs = long.MinValue,
        long toTs = long.MaxValue,
        string? mayLack = null
    )
    {
        var started = Stopwatch.GetTimestamp();
        var table = _reader.Read(entries, columns, fromTs, toTs, mayLack);
        Measure(started, "read", table.Rows);
        return table;
    }

    /// <summary>
    /// As the other <c>Read</c>, for files whose schema is not known beforehand: the first file in time says which
    /// columns there are and of which types, and all others must agree. Text comes as <see cref="ColumnType.Text"/>.
    /// </summary>
    /// <inheritdoc cref="Read(IReadOnlyList{ManifestEntry}, TableSchema, long, long, string?)"/>
    /// <exception cref="ArgumentException">No entries.</exception>
    public ColumnTable Read(
        IReadOnlyList<ManifestEntry> entries,
        long fromTs = long.MinValue,
        long toTs = long.MaxValue
    ) => Read(entries, SchemaOf(entries.MinBy(entry => entry.FirstTs) ?? throw NoEntries()), fromTs, toTs);

    /// <summary>Names and types of a file's columns, without reading its rows.</summary>
    /// <exception cref="LakeFileException">The file is missing, torn or altered, or has a column of another type.</exception>
    public TableSchema SchemaOf(ManifestEntry entry) => _reader.SchemaOf(entry);

    /// <summary>
    /// Reads all of a partition's file, whatever was found before, and checks that it is sound: there, of the right length
    /// and hash, readable, and with the rows and times that its entry says.
    /// </summary>
    /// <exception cref="LakeFileException">It is not.</exception>
    public void Verify(ManifestEntry entry)
    {
        _verifier.Verify(entry, afresh: true);
        _reader.VerifyContent(entry);
    }

    /// <summary>Full path of a file below the root.</summary>
    /// <param name="file">With forward slashes, as in <see cref="ManifestEntry.File"/>.</param>
    /// <exception cref="ArgumentException">The path leads out of the root.</exception>
    public string PathOf(string file)
    {
        var path = Path.GetFullPath(Path.Combine(Root, file));
        return path.StartsWith(Root + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? path
            : throw new ArgumentException($"'{file}' is not below the lake's root.", nameof(file));
    }

    /// <summary>True where an entry's file is there and sound, by length and hash.</summary>
    internal bool Holds(ManifestEntry entry)
    {
        try
        {
            _verifier.Verify(entry);
            return true;
        }
        catch (LakeFileException)
        {
            return false;
        }
    }

    /// <summary>Deletes a file just written that never came to count.</summary>
    internal void Discard(ManifestEntry entry)
    {
        DurableFile.TryDelete(PathOf(entry.File));
        Forget(entry.File);
    }

    /// <summary>Drops what is remembered of a file that is gone.</summary>
    internal void Forget(string file) => _verifier.Forget(PathOf(file));

    private static void Measure(long started, string operation, int rows)
    {
        LakeMeters.Duration.RecordSince(started, "operation", operation);
        LakeMeters.Rows.Add(rows, new KeyValuePair<string, object?>("operation", operation));
    }

    /// <summary>The full path as DuckDB's scans take it, which read <c>* ? [</c> as patterns unless in brackets.</summary>
    internal string ScanPath(string file) =>
        PathOf(file)
            .Replace("[", "[[]", StringComparison.Ordinal)
            .Replace("*", "[*]", StringComparison.Ordinal)
            .Replace("?", "[?]", StringComparison.Ordinal);

    /// <summary>The form of <see cref="ManifestEntry.File"/> of a full path below the root.</summary>
    internal string FileOf(string path) => Path.GetRelativePath(Root, path).Replace(Path.DirectorySeparatorChar, '/');

    private static ArgumentException NoEntries() => new("There are no entries, and so no schema.", "entries");
}
