using Quant.Features.Catalog;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Specs;

namespace Quant.Features.Indicators.Volume.VolumeRatio;

internal static class VolumeRatioCatalog
{
    public static IndicatorDefinition Definition { get; } =
        new()
        {
            Name = "volume_ratio",
            Title = "Relative volume",
            Group = IndicatorGroup.Volume,
            Description = "Whether more (above 1) or less than usual is traded.",
            Formula = "volume / mean volume of the last period bars.",
            Parameters = [ParameterDefinition.Integer("period", 20, 1, 10_000, "Bars looked back over.")],
            Outputs = [new("value", Unit.Ratio, "1 is usual; NaN where nothing was traded.")],
            Create = p => Operator.Of<VolumeRatioOperator, Traded, Scalar>(new(p.Int("period"))),
        };
}
