using Quant.Features.Catalog;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Specs;

namespace Quant.Features.Indicators.Volatility.Natr;

internal static class NatrCatalog
{
    public static IndicatorDefinition Definition { get; } =
        new()
        {
            Name = "natr",
            Title = "Normalised average true range",
            Group = IndicatorGroup.Volatility,
            Description = "How far a bar usually moves, as a percentage of the price.",
            Formula = "100 × atr(period, wilder) / close.",
            Parameters = [ParameterDefinition.Integer("period", 14, 1, 5_000, "Bars of the smoothing.")],
            Outputs = [new("value", Unit.Percent, "Usual move of a bar.")],
            Create = p => Operator.Of<NatrOperator, HighLowClose, Scalar>(new(p.Int("period"))),
        };
}
