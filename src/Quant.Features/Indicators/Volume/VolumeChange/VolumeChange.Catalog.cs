using Quant.Features.Catalog;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Specs;

namespace Quant.Features.Indicators.Volume.VolumeChange;

internal static class VolumeChangeCatalog
{
    public static IndicatorDefinition Definition { get; } =
        new()
        {
            Name = "volume_change",
            Title = "Change of volume",
            Group = IndicatorGroup.Volume,
            Description = "Whether trade picks up or dries out.",
            Formula = "volume / volume[period bars ago] - 1.",
            Parameters = [ParameterDefinition.Integer("period", 1, 1, 10_000, "Bars looked back over.")],
            Outputs = [new("value", Unit.Fraction, "The change; NaN where nothing was traded then.")],
            Create = p => Operator.Of<VolumeChangeOperator, Traded, Scalar>(new(p.Int("period"))),
        };
}
