using System.Buffers.Binary;
using Quant.Specs;

namespace Quant.Search.Overfitting;

/// <summary>What a Sharpe ratio over any union of blocks needs to know of the returns of one block of time.</summary>
/// <param name="Count">Number of returns.</param>
/// <param name="Sum">Their sum.</param>
/// <param name="SumOfSquares">The sum of their squares.</param>
public readonly record struct BlockMoment(long Count, double Sum, double SumOfSquares);

/// <summary>The moments of one trial's returns, block by block in time order, and their form in bytes.</summary>
public static class BlockMoments
{
    private const int BytesPerBlock = 24;

    /// <summary>
    /// Where blocks begin: block b of S over T returns holds the returns from ⌊b·T/S⌋ to ⌊(b + 1)·T/S⌋ − 1, so that
    /// lengths differ by one at most.
    /// </summary>
    public static int Begin(int block, int blocks, int returns) => (int)((long)block * returns / blocks);

    /// <summary>The moments of the blocks of a series of returns per period.</summary>
    /// <exception cref="BadInputException">Fewer returns than blocks, or a return that is not finite.</exception>
    public static BlockMoment[] Of(ReadOnlySpan<double> returns, int blocks)
    {
        if (blocks < 1 || returns.Length < blocks)
        {
            throw new BadInputException("blocks", blocks, $"from 1 to the number of returns, {returns.Length}");
        }
        var moments = new BlockMoment[blocks];
        for (var b = 0; b < blocks; b++)
        {
            var block = returns[Begin(b, blocks, returns.Length)..Begin(b + 1, blocks, returns.Length)];
            double sum = 0;
            double squares = 0;
            foreach (var value in block)
            {
                sum += value;
                squares += value * value;
            }
            if (!double.IsFinite(squares))
            {
                throw new BadInputException($"returns of block {b}", squares, "finite returns");
            }
            moments[b] = new BlockMoment(block.Length, sum, squares);
        }
        return moments;
    }

    /// <summary>Little-endian, 24 bytes a block: count (64-bit integer), sum, sum of squares (64-bit floats).</summary>
    public static byte[] Encode(ReadOnlySpan<BlockMoment> moments)
    {
        var bytes = new byte[moments.Length * BytesPerBlock];
        for (var b = 0; b < moments.Length; b++)
        {
            var block = bytes.AsSpan(b * BytesPerBlock, BytesPerBlock);
            BinaryPrimitives.WriteInt64LittleEndian(block, moments[b].Count);
            BinaryPrimitives.WriteDoubleLittleEndian(block[8..], moments[b].Sum);
            BinaryPrimitives.WriteDoubleLittleEndian(block[16..], moments[b].SumOfSquares);
        }
        return bytes;
    }

    /// <summary>The inverse of <see cref="Encode"/>.</summary>
    /// <exception cref="BadInputException">A length that is not a multiple of 24.</exception>
    public static BlockMoment[] Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length % BytesPerBlock != 0)
        {
            throw new BadInputException(
                "block moments",
                $"{bytes.Length} bytes",
                $"a multiple of {BytesPerBlock} bytes"
            );
        }
        var moments = new BlockMoment[bytes.Length / BytesPerBlock];
        for (var b = 0; b < moments.Length; b++)
        {
            var block = bytes.Slice(b * BytesPerBlock, BytesPerBlock);
            moments[b] = new BlockMoment(
                BinaryPrimitives.ReadInt64LittleEndian(block),
                BinaryPrimitives.ReadDoubleLittleEndian(block[8..]),
                BinaryPrimitives.ReadDoubleLittleEndian(block[16..])
            );
        }
        return moments;
    }
}
