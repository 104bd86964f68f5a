using Quant.Features.Catalog;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Specs;

namespace Quant.Features.Indicators.Volume.Amihud;

internal static class AmihudCatalog
{
    public static IndicatorDefinition Definition { get; } =
        new()
        {
            Name = "amihud",
            Title = "Amihud illiquidity",
            Group = IndicatorGroup.Volume,
            Description = "How far the price moves per unit of currency traded.",
            Formula =
                "Mean of |close / close[1 bar ago] - 1| / (close × volume) over bars with volume; others leave it as it was. Amihud (2002), \"Illiquidity and Stock Returns\".",
            Parameters = [ParameterDefinition.Integer("period", 20, 1, 10_000, "Bars looked back over.")],
            Outputs = [new("value", Unit.PerTurnover, "Return per unit of turnover, at least 0.")],
            Create = p => Operator.Of<AmihudOperator, CloseVolume, Scalar>(new(p.Int("period"))),
        };
}
