using Quant.Features.Catalog;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Specs;

namespace Quant.Features.Indicators.Price.Lag;

internal static class LagCatalog
{
    public static IndicatorDefinition Definition { get; } =
        new()
        {
            Name = "lag",
            Title = "Lag",
            Group = IndicatorGroup.Price,
            Description = "The value some bars ago.",
            Formula = "x[period bars ago].",
            Parameters = [ParameterDefinition.Integer("period", 1, 1, 10_000, "Bars looked back over.")],
            Outputs = [new("value", Unit.Level, "The earlier value.")],
            Create = p => Operator.Of<LagOperator, Sample, Scalar>(new(p.Int("period"))),
        };
}
