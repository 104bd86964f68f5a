using System.Text.Json.Serialization;

namespace Quant.Learning.Metrics;

/// <summary>How good predicted numbers are, in the label's unit.</summary>
/// <param name="Rows">Rows judged.</param>
/// <param name="R2">1 − Σ(y−p)²/Σ(y−ȳ)², ȳ being the mean of the rows judged; null where all y are equal.</param>
/// <param name="Rmse">Root of the mean squared error.</param>
/// <param name="Mae">Mean absolute error.</param>
public sealed record RegressionMetrics(
    int Rows,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? R2,
    double Rmse,
    double Mae
)
{
    /// <summary>Judges predictions; null without rows.</summary>
    public static RegressionMetrics? Of(ReadOnlySpan<double> truth, ReadOnlySpan<double> predicted)
    {
        var n = truth.Length;
        if (n == 0)
        {
            return null;
        }
        var mean = 0.0;
        foreach (var y in truth)
        {
            mean += y;
        }
        mean /= n;
        double squares = 0,
            absolute = 0,
            spread = 0;
        for (var i = 0; i < n; i++)
        {
            var error = truth[i] - predicted[i];
            squares += error * error;
            absolute += Math.Abs(error);
            spread += (truth[i] - mean) * (truth[i] - mean);
        }
        return new RegressionMetrics(n, spread > 0 ? 1 - squares / spread : null, Math.Sqrt(squares / n), absolute / n);
    }
}
