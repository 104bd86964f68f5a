using Quant.Features.Catalog;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Specs;

namespace Quant.Features.Indicators.Price.ReturnZScore;

internal static class ReturnZScoreCatalog
{
    public static IndicatorDefinition Definition { get; } =
        new()
        {
            Name = "return_z_score",
            Title = "Return z-score",
            Group = IndicatorGroup.Price,
            Description = "How unusual the move of this bar is.",
            Formula = "(r - mean) / σ of the last period r = ln(x / x[1 bar ago]), divisor n.",
            Parameters = [ParameterDefinition.Integer("period", 20, 2, 10_000, "Bars looked back over.")],
            Outputs = [new("value", Unit.Deviations, "NaN where the returns are all the same.")],
            Create = p => Operator.Of<ReturnZScoreOperator, Sample, Scalar>(new(p.Int("period"))),
        };
}
