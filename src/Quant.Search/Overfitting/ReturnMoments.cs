namespace Quant.Search.Overfitting;

/// <summary>What the Sharpe statistics need to know of a series of returns.</summary>
/// <param name="Count">Number of returns.</param>
/// <param name="Sharpe">
/// Mean over standard deviation (n − 1), per period and not annualised; NaN with fewer than two returns or no variance.
/// </param>
/// <param name="Skewness">Third standardised moment, of the population; 0 for a normal distribution.</param>
/// <param name="Kurtosis">Fourth standardised moment, of the population, not in excess; 3 for a normal distribution.</param>
public readonly record struct ReturnMoments(long Count, double Sharpe, double Skewness, double Kurtosis)
{
    /// <summary>The moments of returns per period, in two passes.</summary>
    public static ReturnMoments Of(ReadOnlySpan<double> returns)
    {
        var n = returns.Length;
        if (n < 2)
        {
            return new ReturnMoments(n, double.NaN, double.NaN, double.NaN);
        }
        double sum = 0;
        foreach (var value in returns)
        {
            sum += value;
        }
        var mean = sum / n;
        double second = 0;
        double third = 0;
        double fourth = 0;
        foreach (var value in returns)
        {
            var d = value - mean;
            var d2 = d * d;
            second += d2;
            third += d2 * d;
            fourth += d2 * d2;
        }
        if (second == 0)
        {
            return new ReturnMoments(n, double.NaN, double.NaN, double.NaN);
        }
        var variance = second / n;
        return new ReturnMoments(
            n,
            mean / Math.Sqrt(second / (n - 1)),
            third / n / (variance * Math.Sqrt(variance)),
            fourth / n / (variance * variance)
        );
    }
}
