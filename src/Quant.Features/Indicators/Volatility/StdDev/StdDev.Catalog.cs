using Quant.Features.Catalog;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Specs;

namespace Quant.Features.Indicators.Volatility.StdDev;

internal static class StdDevCatalog
{
    public static IndicatorDefinition Definition { get; } =
        new()
        {
            Name = "stddev",
            Title = "Standard deviation",
            Group = IndicatorGroup.Volatility,
            Description = "Spread of the last values around their mean.",
            Formula = "√(Σ (x - mean)² / d), d = period - 1 (sample) or period (population).",
            Parameters =
            [
                ParameterDefinition.Integer("period", 20, 2, 10_000, "Bars looked back over."),
                ParameterDefinition.Choice("divisor", "sample", ["sample", "population"], "Period - 1, or period."),
            ],
            Outputs =
            [
                new("value", Unit.Level, "The deviation, in the unit of the source; exactly 0 for a constant series."),
            ],
            Create = p =>
                p.Choice("divisor") == "sample"
                    ? Operator.Of<StdDevOperator, Sample, Scalar>(new(p.Int("period")))
                    : Operator.Of<PopulationStdDevOperator, Sample, Scalar>(new(p.Int("period"))),
        };
}
