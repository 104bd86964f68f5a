using Quant.Learning.Estimators;
using Quant.Learning.Folds;
using Quant.Learning.Labels;
using Quant.Learning.Transforms;
using Quant.Specs;

namespace Quant.Learning.Training;

/// <summary>Everything about a training but the data.</summary>
/// <param name="Label">What is to be predicted.</param>
/// <param name="Folds">How rows are divided.</param>
/// <param name="Estimator">What is fitted.</param>
/// <param name="Transforms">What features go through first, in order; null for nothing.</param>
/// <param name="Seed">For everything drawn at random; from 0 to 2^53.</param>
public sealed record TrainingSpec(
    LabelSpec Label,
    FoldPlanSpec Folds,
    EstimatorSpec Estimator,
    IReadOnlyList<TransformSpec>? Transforms = null,
    long Seed = 1
)
{
    private const long MaxSeed = 1L << 53;

    /// <summary>Checks all of it.</summary>
    /// <param name="path">Where the spec stands within a larger one; empty for the whole.</param>
    /// <exception cref="BadInputException">Names the field, the value and what is allowed.</exception>
    public BoundTraining Bind(string path = "")
    {
        var prefix = path.Length == 0 ? "" : $"{path}.";
        if (Seed is < 0 or > MaxSeed)
        {
            throw new BadInputException($"{prefix}seed", Seed, $"an integer from 0 to {MaxSeed}");
        }
        var label = Label.Bind($"{prefix}label");
        return new BoundTraining(
            label,
            Folds.Bind($"{prefix}folds"),
            TransformPipeline.Bind(Transforms ?? [], $"{prefix}transforms"),
            Estimator.Bind(label.Task, $"{prefix}estimator"),
            Seed
        );
    }
}

/// <summary>A training spec that has been checked, every default in place.</summary>
public sealed record BoundTraining(
    BoundLabel Label,
    BoundFoldPlan Folds,
    TransformPipeline Transforms,
    BoundEstimator Estimator,
    long Seed
)
{
    /// <summary>
    /// The spec with every default written out: trainings that mean the same have the same canonical JSON, and so the
    /// same fingerprint.
    /// </summary>
    public TrainingSpec Spec => new(Label.Spec, Folds.Spec, Estimator.Spec, Transforms.Specs, Seed);
}
