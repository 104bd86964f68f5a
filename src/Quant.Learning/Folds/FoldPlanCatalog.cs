using Quant.Learning.Folds.PurgedKFold;
using Quant.Learning.Folds.WalkForward;
using Quant.Specs;

namespace Quant.Learning.Folds;

/// <summary>The fold plans there are.</summary>
public static class FoldPlanCatalog
{
    public static IReadOnlyList<FoldPlanDefinition> All { get; } =
    [WalkForwardPlan.Expanding, WalkForwardPlan.Rolling, PurgedKFoldPlan.Definition];

    /// <exception cref="BadInputException">No plan of that kind.</exception>
    public static FoldPlanDefinition Find(string kind, string field = "folds.kind") =>
        All.FirstOrDefault(definition => definition.Kind == kind)
        ?? throw new BadInputException(field, kind, $"one of {string.Join(", ", All.Select(d => d.Kind))}");
}
