namespace Quant.Search.Overfitting;

/// <summary>
/// What came of choosing the best trial on one half of the time and judging it on the other, over all ways of halving.
/// Arrays have one entry per split, in ascending order of the bit mask of in-sample blocks (bit b for block b).
/// </summary>
/// <param name="Trials">Trials chosen from.</param>
/// <param name="Blocks">Blocks of time, S; there are C(S, S/2) splits.</param>
/// <param name="Logits">
/// λ = ln(ω/(1 − ω)) with ω = r/(N + 1) and r the rank out of sample (1 worst, N best, ties at their mean) of the trial
/// that was best in sample.
/// </param>
/// <param name="InSample">Sharpe ratio per period, in sample, of the trial chosen.</param>
/// <param name="OutOfSample">Sharpe ratio per period, out of sample, of the same trial.</param>
/// <param name="Chosen">Which trial was chosen.</param>
public sealed record OverfittingReport(
    int Trials,
    int Blocks,
    double[] Logits,
    double[] InSample,
    double[] OutOfSample,
    int[] Chosen
)
{
    /// <summary>Ways of halving the time.</summary>
    public int Splits => Logits.Length;

    /// <summary>
    /// Probability of backtest overfitting: the fraction of splits in which the trial chosen ends up in the lower half
    /// out of sample, λ ≤ 0. About 0.5 when choosing is of no use, near 0 when what is best stays best.
    /// </summary>
    public double Probability { get; } = Fraction(Logits, logit => logit <= 0);

    /// <summary>Probability of loss: the fraction of splits in which the trial chosen has a negative Sharpe ratio out of sample.</summary>
    public double ProbabilityOfLoss { get; } = Fraction(OutOfSample, sharpe => sharpe < 0);

    /// <summary>
    /// Performance degradation: slope of the least-squares line of out-of-sample on in-sample Sharpe ratio of the trial
    /// chosen. Splits with a Sharpe ratio that is not finite are left out; NaN when in-sample ratios do not vary.
    /// </summary>
    public double Slope { get; } = Line(InSample, OutOfSample).Slope;

    /// <summary>Where that line meets an in-sample Sharpe ratio of zero.</summary>
    public double Intercept { get; } = Line(InSample, OutOfSample).Intercept;

    private static double Fraction(double[] values, Func<double, bool> counts) =>
        (double)values.Count(counts) / values.Length;

    private static (double Slope, double Intercept) Line(double[] x, double[] y)
    {
        var finite = Enumerable.Range(0, x.Length).Where(i => double.IsFinite(x[i]) && double.IsFinite(y[i])).ToArray();
        if (finite.Length < 2)
        {
            return (double.NaN, double.NaN);
        }
        var meanX = finite.Average(i => x[i]);
        var meanY = finite.Average(i => y[i]);
        var covariance = finite.Sum(i => (x[i] - meanX) * (y[i] - meanY));
        var variance = finite.Sum(i => (x[i] - meanX) * (x[i] - meanX));
        var slope = variance > 0 ? covariance / variance : double.NaN;
        return (slope, meanY - slope * meanX);
    }
}
