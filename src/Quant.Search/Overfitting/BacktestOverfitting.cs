using System.Numerics;
using Quant.Specs;

namespace Quant.Search.Overfitting;

/// <summary>
/// Combinatorially symmetric cross-validation (Bailey, Borwein, López de Prado and Zhu, "The probability of backtest
/// overfitting", Journal of Computational Finance 20, 2017; first published 2015): time is cut into S blocks; for each of
/// the C(S, S/2) ways to take half of them as in-sample, the trial with the best Sharpe ratio there is chosen, and its
/// rank among all trials is looked up in the other half.
/// </summary>
/// <remarks>
/// <para>
/// All trials are compared over the same returns, so their counts agree, and the order of Sharpe ratios m/σ over a half
/// is the order of s·|s|/q with the sum s and the sum of squares q of its returns: no square root and one division a
/// trial and split. A half with no return other than zero has a Sharpe ratio of 0.
/// </para>
/// <para>
/// Trials whose s·|s|/q differ by no more than 1e-9 are equally good: the first of them is chosen, and they share the mean
/// of their ranks. Otherwise the last bits of returns would decide among trials that trade alike in a half.
/// </para>
/// <para>
/// The sums of a half are those of its blocks among the first S/2 plus those among the last S/2, both looked up in
/// tables of 2^(S/2) entries. Each sum is so made in one fixed order, of at most S/2 + 1 additions, whatever came before:
/// nothing drifts, and threads or vector width do not change a bit. Trials are taken a tile at a time, so that the
/// tables stay in the processor's cache: some 0.5 MB for S = 16.
/// </para>
/// </remarks>
public static class BacktestOverfitting
{
    /// <summary>Blocks when nothing else is said; 12,870 splits.</summary>
    public const int DefaultBlocks = 16;

    /// <summary>Most blocks allowed; 184,756 splits.</summary>
    public const int MaxBlocks = 20;

    /// <summary>Sums beyond this could overflow when squared; no return is anywhere near.</summary>
    private const double Largest = 1e100;

    /// <summary>Runs all splits.</summary>
    /// <param name="trials">At least two trials, each with the moments of the same S blocks, S even from 2 to 20.</param>
    /// <exception cref="BadInputException">
    /// Fewer than two trials; an odd or excessive number of blocks; counts that differ between trials; an empty block; a
    /// moment that is not finite.
    /// </exception>
    public static OverfittingReport Assess(IReadOnlyList<BlockMoment[]> trials)
    {
        var blocks = Validate(trials);
        var splits = new HalvingSplits(blocks);
        var best = new double[splits.Count];
        Array.Fill(best, double.NegativeInfinity);
        var chosen = new int[splits.Count];
        var tables = new HalfSums(blocks, trials.Count);
        for (var first = 0; first < trials.Count; first += HalfSums.Tile)
        {
            tables.Load(trials, first);
            tables.FindBest(splits, best, chosen, first);
        }

        // The other half of a split is a split of its own: the k-th from the end.
        var keys = new double[splits.Count];
        for (var k = 0; k < keys.Length; k++)
        {
            keys[k] = Key(trials[chosen[^(k + 1)]], splits.Masks[k]);
        }
        var below = new int[splits.Count];
        var equal = new int[splits.Count];
        for (var first = 0; first < trials.Count; first += HalfSums.Tile)
        {
            tables.Load(trials, first);
            tables.CountBelow(splits, keys, below, equal);
        }
        return Report(trials, splits, chosen, below, equal);
    }

    private static OverfittingReport Report(
        IReadOnlyList<BlockMoment[]> trials,
        HalvingSplits splits,
        int[] chosen,
        int[] below,
        int[] equal
    )
    {
        var count = splits.Count;
        var (logits, inSample, outOfSample) = (new double[count], new double[count], new double[count]);
        for (var k = 0; k < count; k++)
        {
            var other = count - 1 - k;
            var rank = below[other] + (equal[other] + 1) / 2.0;
            var relative = rank / (trials.Count + 1);
            logits[k] = Math.Log(relative / (1 - relative));
            inSample[k] = Sharpe(trials[chosen[k]], splits.Masks[k]);
            outOfSample[k] = Sharpe(trials[chosen[k]], splits.Masks[other]);
        }
        return new OverfittingReport(trials.Count, trials[0].Length, logits, inSample, outOfSample, chosen);
    }

    /// <summary>What trials are ordered by within a half; the same bits as <see cref="HalfSums"/> computes.</summary>
    private static double Key(BlockMoment[] trial, int mask)
    {
        var (_, sum, squares) = Sum(trial, mask);
        return sum * Math.Abs(sum) / Math.Max(squares, HalfSums.Least);
    }

    private static double Sharpe(BlockMoment[] trial, int mask)
    {
        var (count, sum, squares) = Sum(trial, mask);
        if (squares == 0)
        {
            return 0;
        }
        var variance = (squares - sum * sum / count) / (count - 1);
        return variance > 0 ? sum / count / Math.Sqrt(variance) : Math.Sign(sum) * double.PositiveInfinity;
    }

    private static BlockMoment Sum(BlockMoment[] trial, int mask)
    {
        var half = trial.Length / 2;
        var low = Sum(trial, mask & ((1 << half) - 1), 0);
        var high = Sum(trial, mask >> half, half);
        return new BlockMoment(low.Count + high.Count, low.Sum + high.Sum, low.SumOfSquares + high.SumOfSquares);
    }

    private static BlockMoment Sum(BlockMoment[] trial, int mask, int offset)
    {
        long count = 0;
        double sum = 0;
        double squares = 0;
        for (; mask != 0; mask &= mask - 1)
        {
            var block = trial[offset + BitOperations.TrailingZeroCount(mask)];
            count += block.Count;
            sum += block.Sum;
            squares += block.SumOfSquares;
        }
        return new BlockMoment(count, sum, squares);
    }

    private static int Validate(IReadOnlyList<BlockMoment[]> trials)
    {
        if (trials.Count < 2)
        {
            throw new BadInputException("trials", trials.Count, "at least 2 trials with block moments");
        }
        var blocks = trials[0].Length;
        if (blocks < 2 || blocks > MaxBlocks || blocks % 2 != 0)
        {
            throw new BadInputException("blocks", blocks, $"an even number from 2 to {MaxBlocks}");
        }
        for (var t = 0; t < trials.Count; t++)
        {
            if (trials[t].Length != blocks)
            {
                throw new BadInputException($"trials[{t}].blocks", trials[t].Length, $"{blocks} as in trial 0");
            }
            for (var b = 0; b < blocks; b++)
            {
                var (count, sum, squares) = trials[t][b];
                if (count != trials[0][b].Count || count < 1)
                {
                    throw new BadInputException(
                        $"trials[{t}].blocks[{b}].count",
                        count,
                        $"at least 1 and the same for all trials ({trials[0][b].Count} in trial 0)"
                    );
                }
                if (!(Math.Abs(sum) <= Largest) || !(squares >= 0 && squares <= Largest))
                {
                    throw new BadInputException($"trials[{t}].blocks[{b}]", $"{sum}, {squares}", "sums up to 1e100");
                }
            }
        }
        return blocks;
    }
}
