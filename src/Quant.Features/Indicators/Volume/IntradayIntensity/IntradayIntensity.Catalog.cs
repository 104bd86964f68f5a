using Quant.Features.Catalog;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;

namespace Quant.Features.Indicators.Volume.IntradayIntensity;

internal static class IntradayIntensityCatalog
{
    public static IndicatorDefinition Definition { get; } =
        new()
        {
            Name = "intraday_intensity",
            Title = "Intraday intensity",
            Group = IndicatorGroup.Volume,
            Description = "Volume of the bar, signed by where it closed.",
            Formula = "volume × (2 close - high - low) / (high - low). Bostian.",
            Outputs = [new("value", Unit.Volume, "-volume to volume; 0 for a bar without range.")],
            Create = _ => Operator.Of<IntradayIntensityOperator, RangeVolume, Scalar>(new()),
        };
}
