using Quant.Features.Frames;

namespace Quant.Features.Engine;

/// <summary>What a build made.</summary>
/// <param name="From">
/// Rows that start before this time, microseconds UTC, are not in the frame: they are as they were. The least value of
/// long where all rows were computed.
/// </param>
/// <param name="Frame">The rows computed.</param>
/// <param name="Checkpoints">One for each boundary after <paramref name="From"/>, ascending.</param>
public sealed record FeatureBuild(long From, FeatureFrame Frame, IReadOnlyList<FeatureCheckpoint> Checkpoints);
