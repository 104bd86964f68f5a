using Quant.Features.Catalog;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Specs;

namespace Quant.Features.Indicators.Momentum.Roc;

internal static class RocCatalog
{
    public static IndicatorDefinition Definition { get; } =
        new()
        {
            Name = "roc",
            Title = "Rate of change",
            Group = IndicatorGroup.Momentum,
            Description = "Change over the last bars, in percent.",
            Formula = "100 (x / x[period bars ago] - 1).",
            Parameters = [ParameterDefinition.Integer("period", 10, 1, 10_000, "Bars looked back over.")],
            Outputs = [new("value", Unit.Percent, "The change; NaN where the earlier value is 0.")],
            Create = p => Operator.Of<RocOperator, Sample, Scalar>(new(p.Int("period"))),
        };
}
