using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Quant.Learning.Estimators.Trees;

/// <summary>
/// Adds rows to histograms of 256 packed sums per feature. These loops are most of the time of training: pointers, no
/// bounds checks, and prefetching of the rows ahead, which a node's row list scatters over memory.
/// </summary>
internal static unsafe class HistogramKernel
{
    /// <summary>Bins per feature, the one for missing values included.</summary>
    public const int Bins = 256;

    private const int Ahead = 16;

    /// <summary>Adds rows to all features of a block.</summary>
    /// <param name="histogram">Bins of the block's first feature; the others follow.</param>
    /// <param name="block">Row 0 of the block.</param>
    /// <param name="stride">Bytes per row.</param>
    /// <param name="width">Features in the block.</param>
    /// <param name="rows">Row numbers.</param>
    /// <param name="count">How many rows.</param>
    /// <param name="packed">Gradient and Hessian by row number.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(long* histogram, byte* block, nint stride, int width, int* rows, int count, long* packed)
    {
        var safe = count - Ahead;
        var fours = width & ~3;
        for (var i = 0; i < count; i++)
        {
            nint row = rows[i];
            if (i < safe && Sse.IsSupported)
            {
                nint later = rows[i + Ahead];
                Sse.Prefetch0(block + later * stride);
                Sse.Prefetch0(packed + later);
            }
            var sum = packed[row];
            var bins = block + row * stride;
            var end = bins + fours;
            var h = histogram;
            for (; bins < end; bins += 4, h += 4 * Bins)
            {
                // Indices of native width spare a sign extension each.
                h[(nuint)bins[0]] += sum;
                h[(nuint)bins[1] + Bins] += sum;
                h[(nuint)bins[2] + 2 * Bins] += sum;
                h[(nuint)bins[3] + 3 * Bins] += sum;
            }
            for (var j = fours; j < width; j++, bins++, h += Bins)
            {
                h[bins[0]] += sum;
            }
        }
    }

    /// <summary>Adds rows to one feature.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddOne(long* histogram, byte* column, nint stride, int* rows, int count, long* packed)
    {
        for (var i = 0; i < count; i++)
        {
            nint row = rows[i];
            histogram[column[row * stride]] += packed[row];
        }
    }

    /// <summary>Counts rows of one feature by bin.</summary>
    public static void CountOne(int* counts, byte* column, nint stride, int* rows, int count)
    {
        for (var i = 0; i < count; i++)
        {
            counts[column[rows[i] * stride]]++;
        }
    }

    /// <summary>Takes one child's histogram from its parent's, which becomes the other child's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Subtract(long* parent, long* child, int length)
    {
        for (var i = 0; i < length; i += 8)
        {
            (Vector512.Load(parent + i) - Vector512.Load(child + i)).Store(parent + i);
        }
    }
}
