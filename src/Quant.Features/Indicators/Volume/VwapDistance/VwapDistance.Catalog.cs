using Quant.Features.Catalog;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;

namespace Quant.Features.Indicators.Volume.VwapDistance;

internal static class VwapDistanceCatalog
{
    public static IndicatorDefinition Definition { get; } =
        new()
        {
            Name = "vwap_distance",
            Title = "Distance from the session VWAP",
            Group = IndicatorGroup.Volume,
            Description = "How far the price stands from what was paid on average since the session began.",
            Formula =
                "close / (Σ t × volume / Σ volume since the session's first bar) - 1, t = (high + low + close) / 3.",
            Outputs = [new("value", Unit.Fraction, "NaN until something was traded in the session.")],
            Create = _ => Operator.Of<VwapDistanceOperator, SessionRangeVolume, Scalar>(new()),
        };
}
