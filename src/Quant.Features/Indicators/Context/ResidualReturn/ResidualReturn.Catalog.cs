using Quant.Features.Catalog;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Specs;

namespace Quant.Features.Indicators.Context.ResidualReturn;

internal static class ResidualReturnCatalog
{
    public static IndicatorDefinition Definition { get; } =
        new()
        {
            Name = "residual_return",
            Title = "Residual return",
            Group = IndicatorGroup.Context,
            Description = "The part of the bar's return that the context symbol does not explain.",
            Formula = "r - beta(period) × c.",
            Parameters = [ParameterDefinition.Integer("period", 60, 2, 10_000, "Bars that beta is taken over.")],
            Outputs =
            [
                new("value", Unit.Fraction, "NaN where the context stands still or is unknown within the window."),
            ],
            Create = p => Operator.Of<ResidualReturnOperator, Pair, Scalar>(new(p.Int("period"))),
        };
}
