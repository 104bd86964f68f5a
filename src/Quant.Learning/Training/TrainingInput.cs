using Quant.Features.Frames;
using Quant.MarketData.Bars;
using Quant.Specs;

namespace Quant.Learning.Training;

/// <summary>The data of a training.</summary>
/// <param name="Bars">What labels are made of.</param>
/// <param name="Features">One row per bar, at the same times.</param>
/// <param name="WarmUp">Rows at the start that are neither trained on nor predicted.</param>
/// <param name="Weights">How much each row counts in training, at least 0; null for all 1. Metrics are not weighted.</param>
public sealed record TrainingInput(BarSeries Bars, FeatureFrame Features, int WarmUp = 0, double[]? Weights = null)
{
    /// <summary>The first row past the warm-up of which any feature is known; the number of rows where there is none.</summary>
    public int FirstRow()
    {
        for (var row = Math.Max(0, WarmUp); row < Features.Rows; row++)
        {
            foreach (var column in Features.Columns)
            {
                if (!double.IsNaN(column[row]))
                {
                    return row;
                }
            }
        }
        return Math.Max(WarmUp, Features.Rows);
    }

    /// <exception cref="BadInputException">Bars and features do not belong together, or hold what they must not.</exception>
    public void Check()
    {
        if (!Bars.Ts.AsSpan().SequenceEqual(Features.Ts))
        {
            throw new BadInputException(
                "features",
                $"{Features.Rows} rows",
                $"one row for each of the {Bars.Count} bars"
            );
        }
        if (Features.Columns.Length == 0)
        {
            throw new BadInputException("features", 0, "at least one feature");
        }
        for (var c = 0; c < Features.Columns.Length; c++)
        {
            var at = Array.FindIndex(Features.Columns[c], double.IsInfinity);
            if (at >= 0)
            {
                throw new BadInputException(
                    $"features.{Features.Names[c]}",
                    $"infinite at {UnixMicros.Format(Features.Ts[at])}",
                    "a finite number, or NaN where it is not known"
                );
            }
        }
        if (Weights is not null && Weights.Length != Bars.Count)
        {
            throw new BadInputException("weights", $"{Weights.Length} numbers", $"one per bar: {Bars.Count}");
        }
        if (Weights is not null && Array.FindIndex(Weights, w => !double.IsFinite(w) || w < 0) is var bad and >= 0)
        {
            throw new BadInputException($"weights[{bad}]", Weights[bad], "a finite number of at least 0");
        }
    }
}
