using Quant.Features.Catalog;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Specs;

namespace Quant.Features.Indicators.Trend.Macd;

internal static class MacdCatalog
{
    public static IndicatorDefinition Definition { get; } =
        new()
        {
            Name = "macd",
            Title = "Moving average convergence/divergence",
            Group = IndicatorGroup.Trend,
            Description = "How far a fast average has run ahead of a slow one, and whether it is gaining or losing.",
            Formula =
                "line = ema(fast) - ema(slow); signal = ema of line; histogram = line - signal. "
                + "Appel (2005), \"Technical Analysis: Power Tools for Active Investors\".",
            Parameters =
            [
                ParameterDefinition.Integer("fast", 12, 1, 5_000, "Span of the fast average, bars; less than slow."),
                ParameterDefinition.Integer("slow", 26, 2, 10_000, "Span of the slow average, bars."),
                ParameterDefinition.Integer("signal", 9, 1, 5_000, "Span of the average of the line, bars."),
            ],
            Rule = p => p.Int("fast") < p.Int("slow") ? null : ("fast", $"less than slow ({p.Int("slow")})"),
            Outputs =
            [
                new("line", Unit.PriceDifference, "Fast minus slow average."),
                new("signal", Unit.PriceDifference, "Average of the line."),
                new("histogram", Unit.PriceDifference, "Line minus signal."),
            ],
            Create = p =>
                Operator.Of<MacdOperator, Sample, MacdValues>(new(p.Int("fast"), p.Int("slow"), p.Int("signal"))),
        };
}
