namespace Quant.Client.Cli.Import.Watching;

/// <summary>
/// Files of bars in a folder that appear or change: CSV and Parquet files right in it, LEAN's zips at any depth. It looks at
/// lengths and times of change, which any file system tells, over a network too.
/// </summary>
/// <param name="folder">The folder.</param>
/// <param name="format">The only format wanted; null for all.</param>
internal sealed class WatchedFolder(string folder, string? format)
{
    private Dictionary<string, Stamp> _before = [];
    private readonly Dictionary<string, Stamp> _done = [];

    /// <summary>
    /// Files that are whole and new, by name: as long and as old as at the look before, not empty, and not what
    /// <see cref="Done"/> was told of.
    /// </summary>
    public IReadOnlyList<WatchedFile> Look()
    {
        var now = new Dictionary<string, Stamp>(StringComparer.Ordinal);
        var whole = new List<WatchedFile>();
        foreach (var (path, kind) in Files().OrderBy(file => file.Path, StringComparer.Ordinal))
        {
            var info = new FileInfo(path);
            if (!info.Exists || info.Length == 0)
            {
                continue;
            }
            var stamp = new Stamp(info.Length, info.LastWriteTimeUtc);
            now[path] = stamp;
            var isWhole = _before.TryGetValue(path, out var before) && before == stamp;
            if (isWhole && !(_done.TryGetValue(path, out var done) && done == stamp))
            {
                whole.Add(new WatchedFile(path, kind, stamp));
            }
        }
        _before = now;
        return whole;
    }

    /// <summary>A file was imported, or refused for good: it is left alone until it changes.</summary>
    public void Done(WatchedFile file) => _done[file.Path] = file.Stamp;

    private IEnumerable<(string Path, string Format)> Files()
    {
        string[] formats = format is null ? [ImportFormat.Lean, ImportFormat.Csv, ImportFormat.Parquet] : [format];
        return formats.SelectMany(kind => ImportFormat.Files(folder, kind).Select(path => (path, kind)));
    }
}

/// <summary>A file as it was when it was looked at.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Format">What it is.</param>
/// <param name="Stamp">Its length and time of change.</param>
internal sealed record WatchedFile(string Path, string Format, Stamp Stamp);

/// <summary>Length and time of change of a file.</summary>
internal readonly record struct Stamp(long Length, DateTime Changed);
