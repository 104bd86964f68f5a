using Quant.Learning.Labels;
using Quant.Learning.Transforms;
using Quant.Specs;

namespace Quant.Learning.Estimators;

/// <summary>An estimator as data: what forms, help, validation and search spaces are made of.</summary>
/// <param name="Kind">Its name in a spec, camelCase.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="Description">One sentence.</param>
/// <param name="Tasks">What it can predict.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="UsualTransforms">What a spec usually puts before it; nothing is put there unasked.</param>
/// <param name="Create">Makes it from bound parameters.</param>
public sealed record EstimatorDefinition(
    string Kind,
    string Title,
    string Description,
    IReadOnlyList<TaskKind> Tasks,
    IReadOnlyList<ParameterDefinition> Parameters,
    IReadOnlyList<TransformSpec> UsualTransforms,
    Func<Parameters, IEstimator> Create
);
