using System.Runtime.Intrinsics;

namespace Quant.Learning.Numerics;

/// <summary>
/// Sums in eight lanes, whatever the machine's vectors: <see cref="Vector512{T}"/> means the same eight additions
/// everywhere, so results do not depend on the hardware. (The library's own Sum may pair lanes as the hardware likes.)
/// </summary>
internal static class Lanes
{
    public static double Sum(Vector512<double> lanes)
    {
        var low = lanes.GetLower() + lanes.GetUpper();
        return low.GetElement(0) + low.GetElement(2) + (low.GetElement(1) + low.GetElement(3));
    }

    /// <summary>Σ a·b.</summary>
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var lanes = Vector512<double>.Zero;
        var i = 0;
        for (; i <= a.Length - 8; i += 8)
        {
            lanes += Vector512.Create(a.Slice(i, 8)) * Vector512.Create(b.Slice(i, 8));
        }
        var sum = Sum(lanes);
        for (; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /// <summary>Σ w·a·b.</summary>
    public static double Dot(ReadOnlySpan<double> w, ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var lanes = Vector512<double>.Zero;
        var i = 0;
        for (; i <= a.Length - 8; i += 8)
        {
            lanes +=
                Vector512.Create(w.Slice(i, 8)) * Vector512.Create(a.Slice(i, 8)) * Vector512.Create(b.Slice(i, 8));
        }
        var sum = Sum(lanes);
        for (; i < a.Length; i++)
        {
            sum += w[i] * a[i] * b[i];
        }
        return sum;
    }
}
