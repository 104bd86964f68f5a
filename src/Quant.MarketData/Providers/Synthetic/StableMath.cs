namespace Quant.MarketData.Providers.Synthetic;

/// <summary>
/// Exponential and logarithm from +, −, × and ÷ alone, which IEEE 754 defines to the last bit: unlike
/// <see cref="Math.Exp"/> and <see cref="Math.Log(double)"/>, which call the platform's library, they give the same bits
/// on every machine. Relative error below 1e-15.
/// </summary>
internal static class StableMath
{
    /// <summary>ln 2 in two parts: the upper has 32 bits, so that its product with a small integer is exact.</summary>
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;

    /// <summary>1 / n! for n from 13 down to 0: the next term is below 1e-17 for |r| up to ln 2 / 2.</summary>
    private static ReadOnlySpan<double> InverseFactorials =>
        [
            1.6059043836821613e-10,
            2.08767569878681e-09,
            2.505210838544172e-08,
            2.755731922398589e-07,
            2.7557319223985893e-06,
            2.48015873015873e-05,
            0.0001984126984126984,
            0.001388888888888889,
            0.008333333333333333,
            0.041666666666666664,
            0.16666666666666666,
            0.5,
            1.0,
            1.0,
        ];

    /// <summary>2 / n for odd n from 23 down to 1.</summary>
    private static ReadOnlySpan<double> TwiceInverseOdds =>
        [
            0.08695652173913043,
            0.09523809523809523,
            0.10526315789473684,
            0.11764705882352941,
            0.13333333333333333,
            0.15384615384615385,
            0.18181818181818182,
            0.2222222222222222,
            0.2857142857142857,
            0.4,
            0.6666666666666666,
            2.0,
        ];

    /// <summary>e to the x, for |x| up to 700.</summary>
    public static double Exp(double x)
    {
        var k = Math.Round(x / 0.69314718055994530942, MidpointRounding.ToEven);
        var r = x - k * Ln2High - k * Ln2Low;
        var sum = 0.0;
        foreach (var coefficient in InverseFactorials)
        {
            sum = sum * r + coefficient;
        }
        return sum * BitConverter.Int64BitsToDouble(((long)k + 1023) << 52);
    }

    /// <summary>Natural logarithm of a normal number above 0, by the series of the inverse hyperbolic tangent.</summary>
    public static double Log(double x)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        var k = (bits >> 52) - 1023;
        var m = BitConverter.Int64BitsToDouble((bits & 0xF_FFFF_FFFF_FFFF) | (1023L << 52));
        if (m > 1.4142135623730951)
        {
            m *= 0.5;
            k++;
        }
        var s = (m - 1) / (m + 1);
        var square = s * s;
        var sum = 0.0;
        foreach (var coefficient in TwiceInverseOdds)
        {
            sum = sum * square + coefficient;
        }
        return k * Ln2High + (k * Ln2Low + s * sum);
    }
}
