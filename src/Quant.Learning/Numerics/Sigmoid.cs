using System.Runtime.Intrinsics;

namespace Quant.Learning.Numerics;

/// <summary>
/// The logistic function 1/(1+e^−x), the same bits on every machine. Arguments beyond ±500 are taken as ±500.
/// </summary>
internal static class Sigmoid
{
    private const double Limit = 500;

    public static Vector512<double> Of(Vector512<double> x)
    {
        var clamped = Vector512.Min(Vector512.Max(x, Vector512.Create(-Limit)), Vector512.Create(Limit));
        return Vector512<double>.One / (Vector512<double>.One + Exponential.Of(-clamped));
    }

    public static double Of(double x) => Of(Vector512.Create(x)).ToScalar();

    public static void Of(Span<double> values)
    {
        var i = 0;
        for (; i <= values.Length - 8; i += 8)
        {
            Of(Vector512.Create<double>(values.Slice(i, 8))).CopyTo(values[i..]);
        }
        for (; i < values.Length; i++)
        {
            values[i] = Of(values[i]);
        }
    }
}
