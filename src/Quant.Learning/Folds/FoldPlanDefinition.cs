using Quant.Specs;

namespace Quant.Learning.Folds;

/// <summary>A fold plan as data: what forms, help, validation and search spaces are made of.</summary>
/// <param name="Kind">Its name in a spec, camelCase.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="Description">One sentence.</param>
/// <param name="IsCausal">
/// Whether every training row, its label included, was known before its test rows began. Only then are the predictions
/// what could have been had at the time.
/// </param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Divide">Makes the folds; the last argument is the path of the parameters, for messages.</param>
public sealed record FoldPlanDefinition(
    string Kind,
    string Title,
    string Description,
    bool IsCausal,
    IReadOnlyList<ParameterDefinition> Parameters,
    Func<FoldInput, Parameters, string, IReadOnlyList<Fold>> Divide
);
