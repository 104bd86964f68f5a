using Quant.Features.Catalog;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Specs;

namespace Quant.Features.Indicators.Volatility.Donchian;

internal static class DonchianCatalog
{
    public static IndicatorDefinition Definition { get; } =
        new()
        {
            Name = "donchian",
            Title = "Donchian channel",
            Group = IndicatorGroup.Volatility,
            Description = "The range of the last bars, this one included.",
            Formula = "Highest high, lowest low, and the middle between them.",
            Parameters = [ParameterDefinition.Integer("period", 20, 1, 10_000, "Bars looked back over.")],
            Outputs =
            [
                new("upper", Unit.Level, "Highest high."),
                new("middle", Unit.Level, "Midpoint."),
                new("lower", Unit.Level, "Lowest low."),
            ],
            Create = p => Operator.Of<DonchianOperator, HighLow, DonchianValues>(new(p.Int("period"))),
        };
}
