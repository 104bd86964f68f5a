using Quant.Learning.Labels.ForwardReturn;

namespace Quant.Learning.Labels.Sign;

/// <summary>1 where the forward return is above zero, else 0.</summary>
internal static class SignLabel
{
    public static readonly LabelDefinition Definition = new(
        "sign",
        "Sign of the forward return",
        "1 if the price rises over the next bars, 0 if it falls or stays.",
        TaskKind.Classification,
        ForwardReturnLabel.Parameters,
        (bars, parameters) =>
        {
            var (returns, ends) = ForwardReturnLabel.Compute(bars, parameters);
            double[] values =
            [
                .. returns.Select(r =>
                    double.IsNaN(r) ? double.NaN
                    : r > 0 ? 1
                    : 0
                ),
            ];
            return new LabelSeries(TaskKind.Classification, values, returns, ends);
        }
    );
}
