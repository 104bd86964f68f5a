namespace Quant.Learning.Numerics;

/// <summary>Sample quantiles with linear interpolation (type 7 of Hyndman and Fan, 1996; numpy's default).</summary>
internal static class Quantiles
{
    /// <summary>The values of a column that are not NaN, ascending.</summary>
    public static double[] SortKnown(double[] column)
    {
        var known = Array.FindAll(column, x => !double.IsNaN(x));
        Array.Sort(known);
        return known;
    }

    /// <summary>Quantile <paramref name="share"/>, from 0 to 1, of sorted values; there must be at least one.</summary>
    public static double At(double[] sorted, double share)
    {
        var at = share * (sorted.Length - 1);
        var below = (int)at;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
