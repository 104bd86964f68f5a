using Quant.Features.Catalog;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Specs;

namespace Quant.Features.Indicators.Momentum.Momentum;

internal static class MomentumCatalog
{
    public static IndicatorDefinition Definition { get; } =
        new()
        {
            Name = "momentum",
            Title = "Momentum",
            Group = IndicatorGroup.Momentum,
            Description = "Change over the last bars, in the unit of the source.",
            Formula = "x - x[period bars ago].",
            Parameters = [ParameterDefinition.Integer("period", 10, 1, 10_000, "Bars looked back over.")],
            Outputs = [new("value", Unit.PriceDifference, "The change.")],
            Create = p => Operator.Of<MomentumOperator, Sample, Scalar>(new(p.Int("period"))),
        };
}
