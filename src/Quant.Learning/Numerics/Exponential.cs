using System.Runtime.Intrinsics;

namespace Quant.Learning.Numerics;

/// <summary>
/// e^x in eight lanes, from additions and multiplications alone: no fused operations, no C library, so every machine
/// gets the same bits. x = n·ln 2 + r with |r| ≤ ½ ln 2, then Taylor's series of e^r to the 13th power, whose remainder
/// is below 1e-17. The result is within 2 units in the last place.
/// </summary>
internal static class Exponential
{
    private const double Log2E = 1.4426950408889634;

    // ln 2 in two parts (fdlibm): the first has 21 zero bits at the end, so n times it is exact.
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;

    /// <param name="x">From −700 to 700 in every lane.</param>
    public static Vector512<double> Of(Vector512<double> x)
    {
        var n = Vector512.Round(x * Vector512.Create(Log2E));
        var r = x - n * Vector512.Create(Ln2High) - n * Vector512.Create(Ln2Low);
        var sum = Vector512.Create(1.0 / 6227020800);
        sum = sum * r + Vector512.Create(1.0 / 479001600);
        sum = sum * r + Vector512.Create(1.0 / 39916800);
        sum = sum * r + Vector512.Create(1.0 / 3628800);
        sum = sum * r + Vector512.Create(1.0 / 362880);
        sum = sum * r + Vector512.Create(1.0 / 40320);
        sum = sum * r + Vector512.Create(1.0 / 5040);
        sum = sum * r + Vector512.Create(1.0 / 720);
        sum = sum * r + Vector512.Create(1.0 / 120);
        sum = sum * r + Vector512.Create(1.0 / 24);
        sum = sum * r + Vector512.Create(1.0 / 6);
        sum = sum * r + Vector512.Create(0.5);
        sum = sum * r + Vector512<double>.One;
        sum = sum * r + Vector512<double>.One;
        var power = (Vector512.ConvertToInt64(n) + Vector512.Create(1023L)) << 52;
        return sum * power.AsDouble();
    }
}
