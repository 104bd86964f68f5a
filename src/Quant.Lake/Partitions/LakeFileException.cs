using Quant.Lake.Manifest;

namespace Quant.Lake.Partitions;

/// <summary>What is wrong with a file of the lake.</summary>
public enum LakeFault
{
    /// <summary>The manifest names it, but it is not there.</summary>
    Missing,

    /// <summary>It is shorter than the manifest says.</summary>
    Torn,

    /// <summary>It is longer, or its hash is another.</summary>
    Altered,

    /// <summary>The operating system or DuckDB cannot read it.</summary>
    Unreadable,

    /// <summary>Its rows, times or columns are not as the manifest or the reader expects.</summary>
    Mismatch,
}

/// <summary>
/// A file of the lake is missing, torn, altered, or does not hold what was asked for. Names the file and its partition;
/// other partitions are not affected.
/// </summary>
public sealed class LakeFileException : IOException
{
    /// <param name="entry">The entry whose file it is.</param>
    /// <param name="fault">The kind of fault.</param>
    /// <param name="detail">The fault as a phrase: <c>is missing</c>.</param>
    /// <param name="inner">What the operating system or DuckDB said, where it did.</param>
    public LakeFileException(ManifestEntry entry, LakeFault fault, string detail, Exception? inner = null)
        : base(
            $"Lake file {entry.File} ({entry.Key.Dataset} {entry.Key.Symbol} {entry.Key.Period}) {detail}. "
                + "Run 'quant lake check' for all faults; import or build this partition again to replace it.",
            inner
        )
    {
        Key = entry.Key;
        File = entry.File;
        Fault = fault;
        Detail = detail;
    }

    public PartitionKey Key { get; }

    /// <summary>Path below the lake's root, with forward slashes.</summary>
    public string File { get; }

    public LakeFault Fault { get; }

    /// <summary>What is wrong, as a phrase.</summary>
    public string Detail { get; }
}
