using Quant.Features.Catalog;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Specs;

namespace Quant.Features.Indicators.Volume.VolumeSma;

internal static class VolumeSmaCatalog
{
    public static IndicatorDefinition Definition { get; } =
        new()
        {
            Name = "volume_sma",
            Title = "Average volume",
            Group = IndicatorGroup.Volume,
            Description = "How much is usually traded in a bar.",
            Formula = "Σ volume / period.",
            Parameters = [ParameterDefinition.Integer("period", 20, 1, 10_000, "Bars looked back over.")],
            Outputs = [new("value", Unit.Volume, "The average.")],
            Create = p => Operator.Of<VolumeSmaOperator, Traded, Scalar>(new(p.Int("period"))),
        };
}
