using Quant.Features.Catalog;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Specs;

namespace Quant.Features.Indicators.Price.Return;

internal static class ReturnCatalog
{
    public static IndicatorDefinition Definition { get; } =
        new()
        {
            Name = "return",
            Title = "Return",
            Group = IndicatorGroup.Price,
            Description = "Change over the last bars, as a fraction.",
            Formula = "x / x[period bars ago] - 1.",
            Parameters = [ParameterDefinition.Integer("period", 1, 1, 10_000, "Bars looked back over.")],
            Outputs = [new("value", Unit.Fraction, "The change; NaN where the earlier value is 0.")],
            Create = p => Operator.Of<ReturnOperator, Sample, Scalar>(new(p.Int("period"))),
        };
}
