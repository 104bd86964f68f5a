using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Quant.Learning.Numerics;
using Quant.Learning.Threading;

namespace Quant.Learning.Estimators.Trees;

/// <summary>
/// Rounds gradients and Hessians to integers whose sums over any set of rows fit 32 bits each, as fine as that allows:
/// at 200,000 rows about 13 bits for the mean gradient. The sums that decide the scale are taken in blocks and lanes
/// of fixed size, so they too are the same for any number of threads and any vector width.
/// </summary>
internal sealed unsafe class GradientQuantizer
{
    private const int Block = 8192;
    private readonly int _rows;
    private readonly double[] _gradientSums;
    private readonly double[] _hessianSums;

    public GradientQuantizer(int rows)
    {
        _rows = rows;
        Blocks = (rows + Block - 1) / Block;
        (_gradientSums, _hessianSums) = (new double[Blocks], new double[Blocks]);
        // Whole vectors may be written past the last row.
        Gradients = new PinnedArray<double>(Blocks * Block);
        Hessians = new PinnedArray<double>(Blocks * Block);
        Packed = new PinnedArray<long>(Blocks * Block);
    }

    /// <summary>Per row, as computed from the loss; rows past the last are zero.</summary>
    public PinnedArray<double> Gradients { get; }

    /// <summary>Per row, at least 0; rows past the last are zero.</summary>
    public PinnedArray<double> Hessians { get; }

    /// <summary>Per row, after <see cref="Quantize"/>.</summary>
    public PinnedArray<long> Packed { get; }

    /// <summary>Integer units per unit of gradient.</summary>
    public double GradientScale { get; private set; }

    /// <summary>Integer units per unit of Hessian.</summary>
    public double HessianScale { get; private set; }

    public int Blocks { get; }

    /// <summary>Fills the gradients and Hessians block by block, then rounds them.</summary>
    /// <param name="fill">Writes rows [first, end) of both arrays.</param>
    /// <param name="team">Who does it.</param>
    public void Quantize(Action<int, int> fill, WorkerTeam team)
    {
        team.Run(
            Blocks,
            (block, _) =>
            {
                fill(block * Block, Math.Min(_rows, (block + 1) * Block));
                Measure(block);
            }
        );
        double gradients = 0,
            hessians = 0;
        for (var block = 0; block < Blocks; block++)
        {
            gradients += _gradientSums[block];
            hessians += _hessianSums[block];
        }
        // Rounding adds at most one half per row; a whole one leaves room for the rounding of these sums.
        GradientScale = gradients > 0 ? (int.MaxValue - (double)_rows - 1) / gradients * (1 - 1e-9) : 1;
        HessianScale = hessians > 0 ? (uint.MaxValue - (double)_rows - 1) / hessians * (1 - 1e-9) : 1;
        // A whole scale represents whole weights exactly, so limits on a child's weight hold exactly too.
        HessianScale = HessianScale > 1 ? Math.Floor(HessianScale) : HessianScale;
        team.Run(Blocks, (block, _) => Round(block));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Measure(int block)
    {
        double* g = Gradients.Pointer + (nint)block * Block,
            h = Hessians.Pointer + (nint)block * Block;
        Vector512<double> sumG = Vector512<double>.Zero,
            sumH = Vector512<double>.Zero;
        for (var i = 0; i < Block; i += 8)
        {
            sumG += Vector512.Abs(Vector512.Load(g + i));
            sumH += Vector512.Load(h + i);
        }
        (_gradientSums[block], _hessianSums[block]) = (Lanes.Sum(sumG), Lanes.Sum(sumH));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Round(int block)
    {
        double* g = Gradients.Pointer + (nint)block * Block,
            h = Hessians.Pointer + (nint)block * Block;
        var packed = Packed.Pointer + (nint)block * Block;
        var scaleG = Vector512.Create(GradientScale);
        var scaleH = Vector512.Create(HessianScale);
        for (var i = 0; i < Block; i += 8)
        {
            var wholeG = Vector512.ConvertToInt64(Vector512.Round(Vector512.Load(g + i) * scaleG));
            var wholeH = Vector512.ConvertToInt64(Vector512.Round(Vector512.Load(h + i) * scaleH));
            (Vector512.ShiftLeft(wholeG, 32) + wholeH).Store(packed + i);
        }
    }
}
