using Quant.Features.Catalog;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Specs;

namespace Quant.Features.Indicators.Price.ZScore;

internal static class ZScoreCatalog
{
    public static IndicatorDefinition Definition { get; } =
        new()
        {
            Name = "z_score",
            Title = "Z-score",
            Group = IndicatorGroup.Price,
            Description = "How unusual the present level is.",
            Formula = "(x - mean) / σ of the last period values, divisor n.",
            Parameters = [ParameterDefinition.Integer("period", 20, 2, 10_000, "Bars looked back over.")],
            Outputs = [new("value", Unit.Deviations, "NaN where the values are all the same.")],
            Create = p => Operator.Of<ZScoreOperator, Sample, Scalar>(new(p.Int("period"))),
        };
}
