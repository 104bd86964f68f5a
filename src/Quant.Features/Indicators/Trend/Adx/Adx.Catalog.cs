using Quant.Features.Catalog;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Specs;

namespace Quant.Features.Indicators.Trend.Adx;

internal static class AdxCatalog
{
    public static IndicatorDefinition Definition { get; } =
        new()
        {
            Name = "adx",
            Title = "Average directional index",
            Group = IndicatorGroup.Trend,
            Description = "Strength of a trend whichever way it runs, with the upward and downward parts.",
            Formula =
                "±DM smoothed over true range smoothed; ADX = smoothed 100 |+DI - -DI| / (+DI + -DI). "
                + "Wilder (1978), \"New Concepts in Technical Trading Systems\".",
            Parameters = [ParameterDefinition.Integer("period", 14, 1, 5_000, "Bars of each smoothing.")],
            Outputs =
            [
                new("adx", Unit.Index, "0 (no trend) to 100; 0 where nothing moved."),
                new("plus_di", Unit.Index, "Upward part, 0 to 100; 0 where nothing moved."),
                new("minus_di", Unit.Index, "Downward part, 0 to 100; 0 where nothing moved."),
            ],
            Create = p => Operator.Of<AdxOperator, HighLowClose, AdxValues>(new(p.Int("period"))),
        };
}
