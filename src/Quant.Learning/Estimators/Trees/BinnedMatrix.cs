using Quant.Learning.Numerics;
using Quant.Learning.Threading;

namespace Quant.Learning.Estimators.Trees;

/// <summary>
/// Training rows as one byte per value, in blocks of up to <see cref="BlockWidth"/> features: within a block row by row,
/// so that one cache line brings a row's values and the block's histograms (2 KB per feature) stay in the first-level
/// cache.
/// </summary>
internal sealed unsafe class BinnedMatrix
{
    public const int BlockWidth = 20;
    private const int Tile = 2048;
    private readonly PinnedArray<byte>[] _blocks;

    private BinnedMatrix(int rows, BinCuts[] cuts)
    {
        (Rows, Cuts) = (rows, cuts);
        var blocks = (cuts.Length + BlockWidth - 1) / BlockWidth;
        Stride = (cuts.Length + blocks - 1) / blocks;
        _blocks = new PinnedArray<byte>[blocks];
        for (var block = 0; block < blocks; block++)
        {
            _blocks[block] = new PinnedArray<byte>(checked(rows * Stride));
        }
    }

    public int Rows { get; }

    public BinCuts[] Cuts { get; }

    public int Features => Cuts.Length;

    public int Blocks => _blocks.Length;

    /// <summary>Bytes from one row to the next within a block; features of a full block.</summary>
    public int Stride { get; }

    public int FirstFeature(int block) => block * Stride;

    /// <summary>Features of a block; only the last may have fewer than <see cref="Stride"/>.</summary>
    public int Width(int block) => Math.Min(Stride, Features - block * Stride);

    /// <summary>Row 0 of a block.</summary>
    public byte* Block(int block) => _blocks[block].Pointer;

    /// <summary>Row 0 of a feature; further rows are <see cref="Stride"/> bytes apart.</summary>
    public byte* Column(int feature) => _blocks[feature / Stride].Pointer + feature % Stride;

    /// <summary>Takes the bins' edges from the columns and sorts every value into its bin.</summary>
    /// <param name="columns">One array per feature, at least one, all of the same length.</param>
    /// <param name="team">Who does it; the result does not depend on how many they are.</param>
    public static BinnedMatrix Of(double[][] columns, WorkerTeam team)
    {
        var rows = columns[0].Length;
        var cuts = new BinCuts[columns.Length];
        var scratch = new double[team.Count][];
        team.Run(
            columns.Length,
            (feature, worker) => cuts[feature] = BinCuts.Of(columns[feature], scratch[worker] ??= new double[2 * rows])
        );
        var matrix = new BinnedMatrix(rows, cuts);
        var tiles = (rows + Tile - 1) / Tile;
        team.Run(tiles * matrix.Blocks, (task, _) => matrix.Fill(columns, task / tiles, task % tiles * Tile));
        return matrix;
    }

    private void Fill(double[][] columns, int block, int firstRow)
    {
        var lastRow = Math.Min(Rows, firstRow + Tile);
        for (var j = 0; j < Width(block); j++)
        {
            var feature = FirstFeature(block) + j;
            var cuts = Cuts[feature];
            var column = columns[feature];
            var target = Block(block) + j;
            for (var row = firstRow; row < lastRow; row++)
            {
                target[(nint)row * Stride] = cuts.BinOf(column[row]);
            }
        }
    }
}
