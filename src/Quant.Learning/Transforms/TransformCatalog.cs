using Quant.Learning.Transforms.Affine;
using Quant.Learning.Transforms.Clip;
using Quant.Learning.Transforms.DropSparse;
using Quant.Learning.Transforms.Imputer;
using Quant.Learning.Transforms.OneHot;
using Quant.Specs;

namespace Quant.Learning.Transforms;

/// <summary>The transforms there are.</summary>
public static class TransformCatalog
{
    public static IReadOnlyList<TransformDefinition> All { get; } =
    [
        DroppedColumns.Definition,
        ClippedColumns.Definition,
        ImputedColumns.Definition,
        StandardScaler.Definition,
        RobustScaler.Definition,
        OneHotColumns.Definition,
    ];

    /// <exception cref="BadInputException">No transform of that kind.</exception>
    public static TransformDefinition Find(string kind, string field) =>
        All.FirstOrDefault(definition => definition.Kind == kind)
        ?? throw new BadInputException(field, kind, $"one of {string.Join(", ", All.Select(d => d.Kind))}");
}
