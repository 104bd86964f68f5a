using Quant.Features.Engine;

namespace Quant.Grains.Features;

/// <summary>
/// The latest checkpoints of a feature dataset: where computing can go on when bars are appended. Only ever saves work;
/// lost, everything is computed again with the same bits.
/// </summary>
public sealed class StoredCheckpoints
{
    /// <summary>How many are kept: the start of the last partition, which grows, and of the one before.</summary>
    private const int Kept = 2;

    /// <summary>Checkpoints as bytes, with their hashes.</summary>
    public List<byte[]> Checkpoints { get; set; } = [];

    public static StoredCheckpoints Of(IEnumerable<FeatureCheckpoint> checkpoints) =>
        new() { Checkpoints = [.. checkpoints.OrderBy(c => c.At).TakeLast(Kept).Select(c => c.ToBytes())] };

    public IReadOnlyList<FeatureCheckpoint> Read() =>
        [.. Checkpoints.Select(bytes => FeatureCheckpoint.FromBytes(bytes))];
}
