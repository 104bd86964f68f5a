using Quant.Lake.Manifest;

namespace Quant.Lake.Upkeep;

public enum LakeProblemKind
{
    /// <summary>The manifest names a file that is not there.</summary>
    Missing,

    /// <summary>A file is shorter than the manifest says.</summary>
    Torn,

    /// <summary>A file is longer than the manifest says, or its hash is another.</summary>
    Altered,

    /// <summary>A file cannot be read.</summary>
    Unreadable,

    /// <summary>A file's rows or times are not what the manifest says.</summary>
    Mismatch,

    /// <summary>A file that the manifest does not name: left by a writer that was killed, or just being written.</summary>
    Orphan,

    /// <summary>A replaced file that waits for the collector. Nothing is wrong.</summary>
    Superseded,
}

/// <summary>One thing that is not as it should be, or will be collected.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="File">Path below the lake's root, with forward slashes.</param>
/// <param name="Key">The partition that the file holds; null for orphans and superseded files.</param>
/// <param name="Detail">In words.</param>
public sealed record LakeProblem(LakeProblemKind Kind, string File, PartitionKey? Key, string Detail)
{
    /// <summary>True where data is lost or wrong; false for what the collector will clear away.</summary>
    public bool IsFault => Kind is not (LakeProblemKind.Orphan or LakeProblemKind.Superseded);
}
