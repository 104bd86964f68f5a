using Quant.Features.Catalog;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Specs;

namespace Quant.Features.Indicators.Volume.Mfi;

internal static class MfiCatalog
{
    public static IndicatorDefinition Definition { get; } =
        new()
        {
            Name = "mfi",
            Title = "Money flow index",
            Group = IndicatorGroup.Volume,
            Description = "Whether money changed hands on rises (towards 100) or on falls (towards 0).",
            Formula =
                "100 × u / (u + d), u and d the turnover t × volume of bars whose t = (high + low + close) / 3 rose or fell. Quong and Soudack (1989), \"Volume-Weighted RSI: Money Flow\".",
            Parameters = [ParameterDefinition.Integer("period", 14, 1, 5_000, "Bars looked back over.")],
            Outputs = [new("value", Unit.Index, "0 to 100; 50 where nothing changed.")],
            Create = p => Operator.Of<MfiOperator, RangeVolume, Scalar>(new(p.Int("period"))),
        };
}
