using Quant.Features.Catalog;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Specs;

namespace Quant.Features.Indicators.Context.Beta;

internal static class BetaCatalog
{
    public static IndicatorDefinition Definition { get; } =
        new()
        {
            Name = "beta",
            Title = "Beta",
            Group = IndicatorGroup.Context,
            Description = "How strongly the symbol follows the context symbol.",
            Formula = "cov(r, c) / var(c), one-bar returns of the source and of the context's close.",
            Parameters = [ParameterDefinition.Integer("period", 60, 2, 10_000, "Bars looked back over.")],
            Outputs =
            [
                new(
                    "value",
                    Unit.Ratio,
                    "1: moves alike; NaN where the context stands still or is unknown within the window."
                ),
            ],
            Create = p => Operator.Of<BetaOperator, Pair, Scalar>(new(p.Int("period"))),
        };
}
