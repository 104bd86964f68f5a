namespace Quant.Grains.Specs;

/// <summary>What a study may ask for.</summary>
/// <param name="MaxTrials">Most trials it may have.</param>
public sealed record StudyLimits(long MaxTrials);
