using Quant.Features.Catalog;
using Quant.Features.Operators;
using Quant.Features.Operators.Inputs;
using Quant.Specs;

namespace Quant.Features.Indicators.Volatility.RealizedVol;

internal static class RealizedVolCatalog
{
    public static IndicatorDefinition Definition { get; } =
        new()
        {
            Name = "realized_vol",
            Title = "Realised volatility",
            Group = IndicatorGroup.Volatility,
            Description = "How much returns have varied of late, per bar (not annualised).",
            Formula = "Standard deviation (divisor n - 1) of ln(x / x[1 bar ago]).",
            Parameters = [ParameterDefinition.Integer("period", 20, 2, 10_000, "Returns looked back over.")],
            Outputs = [new("value", Unit.Fraction, "Per bar; exactly 0 where prices stand still.")],
            Create = p => Operator.Of<RealizedVolOperator, Sample, Scalar>(new(p.Int("period"))),
        };
}
