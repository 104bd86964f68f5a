namespace Quant.Simulation.Results;

/// <summary>Moments of the bar returns, for the deflated Sharpe ratio (Bailey and López de Prado 2014).</summary>
/// <param name="Count">Returns: bars less one.</param>
/// <param name="Mean">Arithmetic mean per bar.</param>
/// <param name="StandardDeviation">Sample standard deviation per bar; NaN for a single return.</param>
/// <param name="Skewness">Population skewness; NaN without variance.</param>
/// <param name="Kurtosis">Population kurtosis, 3 for a normal distribution; NaN without variance.</param>
public readonly record struct ReturnMoments(
    int Count,
    double Mean,
    double StandardDeviation,
    double Skewness,
    double Kurtosis
);

/// <summary>One of the contiguous blocks of bar returns, for CSCV (Bailey et al. 2015).</summary>
/// <param name="Count">Returns in the block.</param>
/// <param name="Sum">Their sum.</param>
/// <param name="SumOfSquares">The sum of their squares.</param>
public readonly record struct BlockMoments(int Count, double Sum, double SumOfSquares);
