using Quant.Learning.Labels.ForwardReturn;
using Quant.Learning.Labels.Sign;
using Quant.Learning.Labels.SignDeadBand;
using Quant.Specs;

namespace Quant.Learning.Labels;

/// <summary>The labels there are.</summary>
public static class LabelCatalog
{
    public static IReadOnlyList<LabelDefinition> All { get; } =
    [ForwardReturnLabel.Definition, SignLabel.Definition, SignDeadBandLabel.Definition];

    /// <exception cref="BadInputException">No label of that kind.</exception>
    public static LabelDefinition Find(string kind, string field = "label.kind") =>
        All.FirstOrDefault(definition => definition.Kind == kind)
        ?? throw new BadInputException(field, kind, $"one of {string.Join(", ", All.Select(d => d.Kind))}");
}
