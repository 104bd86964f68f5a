namespace Quant.Learning.Metrics;

/// <summary>Correlation of two columns; null with fewer than two rows or where one of them does not vary.</summary>
public static class Correlation
{
    public static double? Pearson(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var n = x.Length;
        double meanX = 0,
            meanY = 0;
        for (var i = 0; i < n; i++)
        {
            meanX += x[i];
            meanY += y[i];
        }
        (meanX, meanY) = (meanX / n, meanY / n);
        double xy = 0,
            xx = 0,
            yy = 0;
        for (var i = 0; i < n; i++)
        {
            xy += (x[i] - meanX) * (y[i] - meanY);
            xx += (x[i] - meanX) * (x[i] - meanX);
            yy += (y[i] - meanY) * (y[i] - meanY);
        }
        return xx > 0 && yy > 0 ? Math.Clamp(xy / Math.Sqrt(xx) / Math.Sqrt(yy), -1, 1) : null;
    }

    /// <summary>Pearson's correlation of the ranks, equal values sharing the mean of theirs.</summary>
    public static double? Spearman(ReadOnlySpan<double> x, ReadOnlySpan<double> y) => Pearson(Ranks.Of(x), Ranks.Of(y));
}
