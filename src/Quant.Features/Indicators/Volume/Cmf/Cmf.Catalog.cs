using Quant.Features.Catalog;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Specs;

namespace Quant.Features.Indicators.Volume.Cmf;

internal static class CmfCatalog
{
    public static IndicatorDefinition Definition { get; } =
        new()
        {
            Name = "cmf",
            Title = "Chaikin money flow",
            Group = IndicatorGroup.Volume,
            Description = "Whether volume trades near the highs (1) or the lows (-1) of its bars.",
            Formula =
                "Σ volume × (2 close - high - low) / (high - low) over Σ volume; a bar without range counts 0. Chaikin.",
            Parameters = [ParameterDefinition.Integer("period", 20, 1, 10_000, "Bars looked back over.")],
            Outputs = [new("value", Unit.Index, "-1 to 1; NaN where nothing was traded.")],
            Create = p => Operator.Of<CmfOperator, RangeVolume, Scalar>(new(p.Int("period"))),
        };
}
