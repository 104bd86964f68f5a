using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Quant.Simulation.Batch;

/// <summary>Columns read eight rows at a time.</summary>
internal static class BarLanes
{
    public const int Count = 8;

    /// <summary>Rows i to i + 7; NaN past the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Load(double[] values, int i) =>
        i + Count <= values.Length ? Vector512.LoadUnsafe(ref values[i]) : LoadTail(values, i);

    /// <summary>A bit for each of the rows [start, start + bars) that passes.</summary>
    public static Bitmap Test<T>(double[] values, int start, int bars, T test)
        where T : struct, IBarTest
    {
        var bitmap = new Bitmap(bars);
        var words = bitmap.Words;
        for (var k = 0; k < bars; k += Count)
        {
            var bits = Vector512.ExtractMostSignificantBits(test.Of(Load(values, start + k), start + k));
            if (bars - k < Count)
            {
                bits &= (1UL << (bars - k)) - 1;
            }
            words[k >> 6] |= bits << (k & 63);
        }
        return bitmap;
    }

    private static Vector512<double> LoadTail(double[] values, int i)
    {
        Span<double> tail = stackalloc double[Count];
        tail.Fill(double.NaN);
        values.AsSpan(i).CopyTo(tail);
        return Vector512.Create<double>(tail);
    }
}
