using Quant.Features.Catalog;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Specs;

namespace Quant.Features.Indicators.Context.Correlation;

internal static class CorrelationCatalog
{
    public static IndicatorDefinition Definition { get; } =
        new()
        {
            Name = "correlation",
            Title = "Correlation",
            Group = IndicatorGroup.Context,
            Description = "How closely the symbol follows the context symbol.",
            Formula = "cov(r, c) / (σ(r) σ(c)), one-bar returns.",
            Parameters = [ParameterDefinition.Integer("period", 60, 2, 10_000, "Bars looked back over.")],
            Outputs =
            [
                new(
                    "value",
                    Unit.Index,
                    "-1 to 1; NaN where either stands still or the context is unknown within the window."
                ),
            ],
            Create = p => Operator.Of<CorrelationOperator, Pair, Scalar>(new(p.Int("period"))),
        };
}
