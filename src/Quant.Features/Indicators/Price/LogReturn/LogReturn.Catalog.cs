using Quant.Features.Catalog;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Specs;

namespace Quant.Features.Indicators.Price.LogReturn;

internal static class LogReturnCatalog
{
    public static IndicatorDefinition Definition { get; } =
        new()
        {
            Name = "log_return",
            Title = "Log return",
            Group = IndicatorGroup.Price,
            Description = "Change over the last bars, additive over time.",
            Formula = "ln(x / x[period bars ago]).",
            Parameters = [ParameterDefinition.Integer("period", 1, 1, 10_000, "Bars looked back over.")],
            Outputs = [new("value", Unit.Fraction, "The logarithm; NaN where either value is 0.")],
            Create = p => Operator.Of<LogReturnOperator, Sample, Scalar>(new(p.Int("period"))),
        };
}
