using Quant.Learning.Labels.ForwardReturn;
using Quant.Specs;

namespace Quant.Learning.Labels.SignDeadBand;

/// <summary>
/// 1 where the forward return is above the band, 0 where it is below minus the band. Rows within have no label: they are
/// neither trained on nor counted in metrics, but they are predicted like any other.
/// </summary>
internal static class SignDeadBandLabel
{
    public static readonly LabelDefinition Definition = new(
        "signDeadBand",
        "Sign of the forward return, small ones left out",
        "1 if the price rises by more than the band, 0 if it falls by more; smaller moves are not trained on.",
        TaskKind.Classification,
        [
            .. ForwardReturnLabel.Parameters,
            ParameterDefinition.Number("band", 0.0005, 0, 1, "Least absolute return that counts, as a fraction."),
        ],
        (bars, parameters) =>
        {
            var (returns, ends) = ForwardReturnLabel.Compute(bars, parameters);
            var band = parameters.Number("band");
            double[] values =
            [
                .. returns.Select(r =>
                    r > band ? 1
                    : r < -band ? 0
                    : double.NaN
                ),
            ];
            return new LabelSeries(TaskKind.Classification, values, returns, ends);
        }
    );
}
