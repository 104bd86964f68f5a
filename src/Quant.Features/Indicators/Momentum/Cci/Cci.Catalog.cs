using Quant.Features.Catalog;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Specs;

namespace Quant.Features.Indicators.Momentum.Cci;

internal static class CciCatalog
{
    public static IndicatorDefinition Definition { get; } =
        new()
        {
            Name = "cci",
            Title = "Commodity channel index",
            Group = IndicatorGroup.Momentum,
            Description = "How unusual the present price is against its recent average.",
            Formula =
                "(t - sma(t)) / (0.015 × mean |t - sma(t)|), t = (high + low + close) / 3. Lambert (1980), \"Commodity Channel Index\".",
            Parameters = [ParameterDefinition.Integer("period", 20, 2, 5_000, "Bars looked back over.")],
            Outputs = [new("value", Unit.Index, "Unbounded, mostly -100 to 100; NaN where prices stand still.")],
            Create = p => Operator.Of<CciOperator, HighLowClose, Scalar>(new(p.Int("period"))),
        };
}
