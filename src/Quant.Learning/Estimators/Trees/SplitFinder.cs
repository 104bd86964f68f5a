using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Quant.Learning.Estimators.Trees;

/// <summary>
/// Finds the best cut of one feature from its histogram. The gain is that of second-order boosting (Chen and Guestrin,
/// "XGBoost", KDD 2016, eq. 7, without the half): G_L²/(H_L+λ) + G_R²/(H_R+λ) − G²/(H+λ). All of it is computed in the
/// integers' units and brought to the loss's units at the end.
/// </summary>
internal sealed unsafe class SplitFinder
{
    private const double Noise = 1e-10;
    private readonly double _lambda;
    private readonly double _minHessian;
    private readonly double _toLoss;

    /// <param name="lambda">L2 penalty on leaf values, at least 0.</param>
    /// <param name="minChildWeight">Least sum of Hessians in a child.</param>
    /// <param name="gradientScale">Integer units per unit of gradient.</param>
    /// <param name="hessianScale">Integer units per unit of Hessian.</param>
    public SplitFinder(double lambda, double minChildWeight, double gradientScale, double hessianScale)
    {
        _lambda = lambda * hessianScale;
        _minHessian = Math.Max(1, minChildWeight * hessianScale * (1 - 1e-9));
        _toLoss = hessianScale / (gradientScale * gradientScale);
    }

    /// <summary>The best cut of a feature.</summary>
    /// <param name="feature">Its number, for the result.</param>
    /// <param name="histogram">Its 256 packed sums.</param>
    /// <param name="bins">How many of them are bins of values.</param>
    /// <param name="total">Packed sum of the node.</param>
    /// <param name="rows">Rows in the node.</param>
    /// <param name="counts">Rows per bin, where a least number of rows per child is to be kept; else null.</param>
    /// <param name="minRows">Least rows in a child; looked at with <paramref name="counts"/> only.</param>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public SplitCandidate Best(
        int feature,
        long* histogram,
        int bins,
        long total,
        int rows,
        int* counts = null,
        int minRows = 0
    )
    {
        var left = stackalloc long[HistogramKernel.Bins + 8];
        var binAt = stackalloc int[HistogramKernel.Bins + 8];
        var cuts = CutsOf(histogram, bins, rows, left, binAt);
        var missing = histogram[BinCuts.Missing];
        if (counts != null)
        {
            MaskSmall(left, cuts, binAt, total, counts, rows, minRows, 0);
        }
        var (gain, at) = Scan(left, cuts, total, 0);
        var missingLeft = false;
        if (missing != 0)
        {
            if (counts != null)
            {
                cuts = CutsOf(histogram, bins, rows, left, binAt);
                MaskSmall(left, cuts, binAt, total - missing, counts, rows, minRows, counts[BinCuts.Missing]);
            }
            var (gainLeft, atLeft) = Scan(left, cuts, total, missing);
            if (gainLeft > gain)
            {
                (gain, at, missingLeft) = (gainLeft, atLeft, true);
            }
        }
        if (double.IsNegativeInfinity(gain))
        {
            return SplitCandidate.None;
        }
        double g = PackedSum.Gradient(total),
            parent = g * g / (PackedSum.Hessian(total) + _lambda);
        if (gain - parent <= Noise * gain)
        {
            return SplitCandidate.None;
        }
        var taken = left[at] + (missingLeft ? missing : 0);
        if (missing == 0)
        {
            // Nothing to learn the direction from: missing values will follow the heavier side.
            missingLeft = 2 * PackedSum.Hessian(taken) >= PackedSum.Hessian(total);
        }
        return new SplitCandidate((gain - parent) * _toLoss, feature, binAt[at], missingLeft, taken);
    }

    /// <summary>
    /// Lists the sums left of each cut, missing values apart. In a node with fewer rows than twice the bins most bins are
    /// empty; cuts after an empty bin are the same as the one before it and are left out.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int CutsOf(long* histogram, int bins, int rows, long* left, int* binAt)
    {
        long sum = 0;
        nint cuts = 0;
        if (rows >= 2 * bins)
        {
            for (; cuts < bins; cuts++)
            {
                sum += histogram[cuts];
                left[cuts] = sum;
                binAt[cuts] = (int)cuts;
            }
            return bins;
        }
        for (var bin = 0; bin < bins; bin++)
        {
            var here = histogram[bin];
            sum += here;
            left[cuts] = sum;
            binAt[cuts] = bin;
            cuts += here != 0 ? 1 : 0;
        }
        return (int)cuts;
    }

    /// <summary>Makes cuts that leave a child too few rows look as if the right child were empty, which is never allowed.</summary>
    private static void MaskSmall(
        long* left,
        int cuts,
        int* binAt,
        long allLeft,
        int* counts,
        int rows,
        int minRows,
        int before
    )
    {
        var (seen, bin) = (before, 0);
        for (var cut = 0; cut < cuts; cut++)
        {
            for (; bin <= binAt[cut]; bin++)
            {
                seen += counts[bin];
            }
            if (seen < minRows || rows - seen < minRows)
            {
                left[cut] = allLeft;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (double Gain, int At) Scan(long* left, int cuts, long total, long missing)
    {
        var length = (cuts + 7) & ~7;
        for (var i = cuts; i < length; i++)
        {
            left[i] = total - missing;
        }
        var more = Vector512.Create(missing);
        var totalG = Vector512.Create(PackedSum.Gradient(total));
        var totalH = Vector512.Create(PackedSum.Hessian(total));
        var lambda = Vector512.Create(_lambda);
        var least = Vector512.Create(_minHessian);
        var low = Vector512.Create(0xFFFF_FFFFL);
        var none = Vector512.Create(double.NegativeInfinity);
        var best = none;
        var bestAt = Vector512<double>.Zero;
        var at = Vector512.Create(0.0, 1, 2, 3, 4, 5, 6, 7);
        var step = Vector512.Create(8.0);
        for (var i = 0; i < length; i += 8, at += step)
        {
            var sum = Vector512.Load(left + i) + more;
            var g = Vector512.ConvertToDouble(Vector512.ShiftRightArithmetic(sum, 32));
            var h = Vector512.ConvertToDouble(sum & low);
            var otherG = totalG - g;
            var otherH = totalH - h;
            var allowed = Vector512.GreaterThanOrEqual(h, least) & Vector512.GreaterThanOrEqual(otherH, least);
            var below = h + lambda;
            var above = otherH + lambda;
            var gain = (g * g * above + otherG * otherG * below) / (below * above);
            gain = Vector512.ConditionalSelect(allowed, gain, none);
            var better = Vector512.GreaterThan(gain, best);
            best = Vector512.ConditionalSelect(better, gain, best);
            bestAt = Vector512.ConditionalSelect(better, at, bestAt);
        }
        var top = double.NegativeInfinity;
        var where = 0.0;
        for (var lane = 0; lane < 8; lane++)
        {
            var gain = best.GetElement(lane);
            if (gain > top || (gain == top && bestAt.GetElement(lane) < where))
            {
                (top, where) = (gain, bestAt.GetElement(lane));
            }
        }
        return (top, (int)where);
    }
}
