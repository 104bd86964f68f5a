using Quant.Features.Engine;
using Quant.Grains.Interfaces.Features;

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

    /// <summary>What was asked for last, to be built again when bars change; null in states written before.</summary>
    public FeatureRequest? Request { get; set; }

    public static StoredCheckpoints Of(FeatureRequest request, IEnumerable<FeatureCheckpoint> checkpoints) =>
        new()
        {
            Request = request,
            Checkpoints = [.. checkpoints.OrderBy(c => c.At).TakeLast(Kept).Select(c => c.ToBytes())],
        };

    /// <summary>Those that are whole; a damaged one is as good as lost.</summary>
    public IReadOnlyList<FeatureCheckpoint> Read()
    {
        var whole = new List<FeatureCheckpoint>(Checkpoints.Count);
        foreach (var bytes in Checkpoints)
        {
            try
            {
                whole.Add(FeatureCheckpoint.FromBytes(bytes));
            }
            catch (InvalidDataException)
            {
                // Nothing is lost but the work it would have saved.
            }
        }
        return whole;
    }
}
