using Quant.Features.Catalog;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;

namespace Quant.Features.Indicators.Volume.Obv;

internal static class ObvCatalog
{
    public static IndicatorDefinition Definition { get; } =
        new()
        {
            Name = "obv",
            Title = "On-balance volume",
            Group = IndicatorGroup.Volume,
            Description = "Whether volume comes with rises or with falls; only its changes mean anything.",
            Formula =
                "Running sum of volume × sign of the change of the close. Granville (1963), \"New Key to Stock Market Profits\".",
            Outputs = [new("value", Unit.Volume, "The running sum, 0 at the first bar of the series.")],
            Create = _ => Operator.Of<ObvOperator, CloseVolume, Scalar>(new()),
        };
}
