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

    /// <summary>e to the x, for |x| up to 700.</summary>
    public static double Exp(double x)
    {
        var k = Math.Round(x / 0.69314718055994530942, MidpointRounding.ToEven);
        var r = x - k * Ln2High - k * Ln2Low;
        var sum = 1.0;
        for (var i = 14; i >= 1; i--)
        {
            sum = 1 + sum * r / i;
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
        for (var i = 23; i >= 1; i -= 2)
        {
            sum = sum * square + 1.0 / i;
        }
        return k * Ln2High + (k * Ln2Low + 2 * s * sum);
    }
}
