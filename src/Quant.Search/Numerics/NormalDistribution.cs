namespace Quant.Search.Numerics;

/// <summary>The standard normal distribution to double precision, in both tails.</summary>
public static class NormalDistribution
{
    private const double InverseSqrt2 = 0.70710678118654752440;
    private const double SqrtTwoPi = 2.50662827463100050242;

    /// <summary>Φ(x) = erfc(−x/√2)/2, the probability of a value up to <paramref name="x"/>; NaN for NaN.</summary>
    public static double Cdf(double x) => 0.5 * ErrorFunction.Complement(-x * InverseSqrt2);

    /// <summary>φ(x), the density.</summary>
    public static double Pdf(double x) => Math.Exp(-0.5 * x * x) / SqrtTwoPi;

    /// <summary>
    /// The x with Φ(x) = p: Acklam's rational approximation (relative error 1.15e-9), then two steps of Halley's method
    /// on <see cref="Cdf"/>. −∞ at 0, +∞ at 1, NaN outside [0, 1].
    /// </summary>
    public static double Quantile(double p)
    {
        if (!(p >= 0 && p <= 1))
        {
            return double.NaN;
        }
        if (p is 0 or 1)
        {
            return p == 0 ? double.NegativeInfinity : double.PositiveInfinity;
        }
        // By symmetry everything happens in the lower half, where Cdf is accurate to the last digits however small.
        return p > 0.5 ? -LowerQuantile(1 - p) : LowerQuantile(p);
    }

    private static double LowerQuantile(double p)
    {
        var x = p < 0.02425 ? Tail(p) : Centre(p);
        for (var step = 0; step < 2; step++)
        {
            var u = (Cdf(x) - p) / Pdf(x);
            x -= u / (1 + 0.5 * x * u);
        }
        return x;
    }

    private static double Centre(double p)
    {
        var q = p - 0.5;
        var r = q * q;
        var numerator =
            (
                (
                    ((-3.969683028665376e+01 * r + 2.209460984245205e+02) * r - 2.759285104469687e+02) * r
                    + 1.383577518672690e+02
                ) * r
                - 3.066479806614716e+01
            ) * r
            + 2.506628277459239e+00;
        var denominator =
            (
                (
                    ((-5.447609879822406e+01 * r + 1.615858368580409e+02) * r - 1.556989798598866e+02) * r
                    + 6.680131188771972e+01
                ) * r
                - 1.328068155288572e+01
            ) * r
            + 1;
        return numerator * q / denominator;
    }

    private static double Tail(double p)
    {
        var q = Math.Sqrt(-2 * Math.Log(p));
        var numerator =
            (
                (
                    ((-7.784894002430293e-03 * q - 3.223964580411365e-01) * q - 2.400758277161838e+00) * q
                    - 2.549732539343734e+00
                ) * q
                + 4.374664141464968e+00
            ) * q
            + 2.938163982698783e+00;
        var denominator =
            (
                ((7.784695709041462e-03 * q + 3.224671290700398e-01) * q + 2.445134137142996e+00) * q
                + 3.754408661907416e+00
            ) * q
            + 1;
        return numerator / denominator;
    }
}
