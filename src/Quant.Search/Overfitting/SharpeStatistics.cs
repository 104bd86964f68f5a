using Quant.Search.Numerics;

namespace Quant.Search.Overfitting;

/// <summary>
/// How likely a Sharpe ratio is to be more than luck. All Sharpe ratios here are per period, never annualised: divide
/// an annualised one by √(periods per year), its variance by the periods per year. Anything undefined is NaN.
/// </summary>
public static class SharpeStatistics
{
    /// <summary>γ, the Euler–Mascheroni constant.</summary>
    private const double EulerMascheroni = 0.57721566490153286061;

    /// <summary>
    /// Probabilistic Sharpe ratio: the probability that the true Sharpe ratio is above <paramref name="benchmark"/>,
    /// PSR(SR*) = Φ[(SR − SR*)·√(T − 1) / √(1 − γ₃·SR + (γ₄ − 1)/4·SR²)], with skewness γ₃ and kurtosis γ₄ (3 for a
    /// normal distribution). Bailey and López de Prado, "The Sharpe Ratio Efficient Frontier", Journal of Risk 15
    /// (2012).
    /// </summary>
    /// <param name="moments">Of the returns observed.</param>
    /// <param name="benchmark">The Sharpe ratio to beat, per period.</param>
    /// <returns>From 0 to 1; NaN where the moments are undefined or contradict each other.</returns>
    public static double Probabilistic(in ReturnMoments moments, double benchmark)
    {
        var spread = Spread(moments);
        return moments.Count < 2 || !(spread > 0)
            ? double.NaN
            : NormalDistribution.Cdf((moments.Sharpe - benchmark) * Math.Sqrt(moments.Count - 1) / Math.Sqrt(spread));
    }

    /// <summary>
    /// The Sharpe ratio the best of N trials without any skill is expected to show,
    /// E[max] ≈ √V · ((1 − γ)·Φ⁻¹[1 − 1/N] + γ·Φ⁻¹[1 − 1/(N·e)]), with the variance V of the trials' Sharpe ratios and the
    /// Euler–Mascheroni constant γ. Bailey and López de Prado, "The Deflated Sharpe Ratio", Journal of Portfolio
    /// Management 40 (2014).
    /// </summary>
    /// <param name="variance">Variance of the Sharpe ratios of all trials, per period.</param>
    /// <param name="trials">How many independent trials there were; 1 expects 0, whatever the variance.</param>
    public static double ExpectedMaximum(double variance, double trials)
    {
        if (trials == 1)
        {
            return 0;
        }
        if (!(variance >= 0) || !(trials >= 1))
        {
            return double.NaN;
        }
        // Φ⁻¹[1 − q] = −Φ⁻¹[q], which keeps all digits of a small q.
        var first = -NormalDistribution.Quantile(1 / trials);
        var second = -NormalDistribution.Quantile(1 / (trials * Math.E));
        return Math.Sqrt(variance) * ((1 - EulerMascheroni) * first + EulerMascheroni * second);
    }

    /// <summary>
    /// Deflated Sharpe ratio: the probabilistic Sharpe ratio against what the best of all trials would show by luck,
    /// DSR = PSR(E[max]). Bailey and López de Prado 2014.
    /// </summary>
    /// <param name="moments">Of the returns of the trial in question.</param>
    /// <param name="variance">Variance of the Sharpe ratios of all trials, per period.</param>
    /// <param name="trials">How many independent trials there were. Correlated trials count as fewer; taking all of them
    /// errs on the side of doubt.</param>
    public static double Deflated(in ReturnMoments moments, double variance, double trials) =>
        Probabilistic(moments, ExpectedMaximum(variance, trials));

    /// <summary>
    /// Minimum track record length: how many returns it takes for the Sharpe ratio observed to be above
    /// <paramref name="benchmark"/> with the given confidence,
    /// MinTRL = 1 + (1 − γ₃·SR + (γ₄ − 1)/4·SR²)·(Φ⁻¹[confidence] / (SR − SR*))². Bailey and López de Prado 2012.
    /// </summary>
    /// <param name="moments">Of the returns observed; their count does not matter.</param>
    /// <param name="benchmark">The Sharpe ratio to beat, per period.</param>
    /// <param name="confidence">Above 0.5 and below 1, such as 0.95.</param>
    /// <returns>A number of periods; +∞ when the Sharpe ratio observed does not beat the benchmark.</returns>
    public static double MinimumTrackRecord(in ReturnMoments moments, double benchmark, double confidence)
    {
        var spread = Spread(moments);
        if (!(spread > 0) || !(confidence > 0.5 && confidence < 1))
        {
            return double.NaN;
        }
        if (moments.Sharpe <= benchmark)
        {
            return double.PositiveInfinity;
        }
        var ratio = NormalDistribution.Quantile(confidence) / (moments.Sharpe - benchmark);
        return 1 + spread * ratio * ratio;
    }

    /// <summary>Variance (n − 1) of the trials' Sharpe ratios, those that are NaN left out; NaN with fewer than two.</summary>
    public static double Variance(ReadOnlySpan<double> sharpes)
    {
        var count = 0;
        double sum = 0;
        foreach (var sharpe in sharpes)
        {
            if (!double.IsNaN(sharpe))
            {
                count++;
                sum += sharpe;
            }
        }
        if (count < 2)
        {
            return double.NaN;
        }
        var mean = sum / count;
        double squares = 0;
        foreach (var sharpe in sharpes)
        {
            if (!double.IsNaN(sharpe))
            {
                squares += (sharpe - mean) * (sharpe - mean);
            }
        }
        return squares / (count - 1);
    }

    private static double Spread(in ReturnMoments moments) =>
        1 - moments.Skewness * moments.Sharpe + (moments.Kurtosis - 1) / 4 * moments.Sharpe * moments.Sharpe;
}
