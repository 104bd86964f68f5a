using Quant.Features.Catalog;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Specs;

namespace Quant.Features.Indicators.Volume.VolumeZScore;

internal static class VolumeZScoreCatalog
{
    public static IndicatorDefinition Definition { get; } =
        new()
        {
            Name = "volume_z_score",
            Title = "Volume z-score",
            Group = IndicatorGroup.Volume,
            Description = "How unusual the volume of this bar is.",
            Formula = "(volume - mean) / σ of the last period bars, divisor n.",
            Parameters = [ParameterDefinition.Integer("period", 20, 2, 10_000, "Bars looked back over.")],
            Outputs = [new("value", Unit.Deviations, "NaN where the volume does not vary.")],
            Create = p => Operator.Of<VolumeZScoreOperator, Traded, Scalar>(new(p.Int("period"))),
        };
}
