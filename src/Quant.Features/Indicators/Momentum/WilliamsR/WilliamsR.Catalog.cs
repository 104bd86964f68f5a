using Quant.Features.Catalog;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Specs;

namespace Quant.Features.Indicators.Momentum.WilliamsR;

internal static class WilliamsRCatalog
{
    public static IndicatorDefinition Definition { get; } =
        new()
        {
            Name = "williams_r",
            Title = "Williams %R",
            Group = IndicatorGroup.Momentum,
            Description = "Where the close stands between the highest high (0) and the lowest low (-100) of late.",
            Formula =
                "-100 (highest high - close) / (highest high - lowest low). Williams (1979), \"How I Made One Million Dollars\".",
            Parameters = [ParameterDefinition.Integer("period", 14, 1, 5_000, "Bars looked back over.")],
            Outputs = [new("value", Unit.Index, "-100 to 0; -50 where the range is zero.")],
            Create = p => Operator.Of<WilliamsROperator, HighLowClose, Scalar>(new(p.Int("period"))),
        };
}
