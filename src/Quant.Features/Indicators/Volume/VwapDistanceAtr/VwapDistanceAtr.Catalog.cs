using Quant.Features.Catalog;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Specs;

namespace Quant.Features.Indicators.Volume.VwapDistanceAtr;

internal static class VwapDistanceAtrCatalog
{
    public static IndicatorDefinition Definition { get; } =
        new()
        {
            Name = "vwap_distance_atr",
            Title = "Distance from the session VWAP in true ranges",
            Group = IndicatorGroup.Volume,
            Description = "How far the price stands from the session VWAP, in usual moves of a bar.",
            Formula = "(close - session vwap) / atr(period, simple).",
            Parameters = [ParameterDefinition.Integer("period", 14, 1, 5_000, "Bars of the average true range.")],
            Outputs = [new("value", Unit.Ratio, "NaN where prices stand still or nothing was traded in the session.")],
            Create = p => Operator.Of<VwapDistanceAtrOperator, SessionRangeVolume, Scalar>(new(p.Int("period"))),
        };
}
