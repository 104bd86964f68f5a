using Quant.Lake.Manifest;

namespace Quant.Lake.Partitions;

/// <summary>
/// A file of the lake is missing, torn, altered, or does not hold what was asked for. Names the file and its partition;
/// other partitions are not affected.
/// </summary>
public sealed class LakeFileException : IOException
{
    /// <param name="key">The partition whose file it is.</param>
    /// <param name="file">Path below the lake's root.</param>
    /// <param name="fault">What is wrong, as a phrase: <c>is missing</c>.</param>
    /// <param name="inner">What the operating system or DuckDB said, where it did.</param>
    public LakeFileException(PartitionKey key, string file, string fault, Exception? inner = null)
        : base(
            $"Lake file {file} ({key.Dataset} {key.Symbol} {key.Period}) {fault}. "
                + "Run 'quant lake check' for all faults; import or build this partition again to replace it.",
            inner
        )
    {
        Key = key;
        File = file;
        Fault = fault;
    }

    public PartitionKey Key { get; }

    /// <summary>Path below the lake's root, with forward slashes.</summary>
    public string File { get; }

    /// <summary>What is wrong, as a phrase.</summary>
    public string Fault { get; }
}
