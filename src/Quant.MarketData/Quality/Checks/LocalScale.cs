using Quant.MarketData.Bars;

namespace Quant.MarketData.Quality.Checks;

/// <summary>
/// The usual size of a bar's move and volume around each bar, by measures that single bars do not sway: in blocks of 512
/// bars, the standard deviation of log returns as the larger of 1.4826 times their median and their 90 % quantile over
/// 1.645 (in absolute values; the second speaks where most bars do not move), and the median volume. A bar's scale is the largest of its
/// block and the two beside it. Returns from one date to the next count for daily bars only.
/// </summary>
internal sealed class LocalScale
{
    private const int Block = 512;
    private const double Smallest = 1e-5;

    private readonly double[] _sigma;
    private readonly double[] _volume;

    public LocalScale(BarSeries bars, IReadOnlyList<SessionSpan> spans)
    {
        var moves = Moves(bars, spans);
        var blocks = Math.Max(1, (bars.Count + Block / 2) / Block);
        (_sigma, _volume) = (new double[blocks], new double[blocks]);
        var (sorted, volumes) = (new List<double>(2 * Block), new List<double>(2 * Block));
        for (var b = 0; b < blocks; b++)
        {
            var end = b + 1 == blocks ? bars.Count : (b + 1) * Block;
            sorted.Clear();
            volumes.Clear();
            for (var i = b * Block; i < end; i++)
            {
                if (!double.IsNaN(moves[i]))
                {
                    sorted.Add(moves[i]);
                }
                volumes.Add(bars.Volume[i]);
            }
            sorted.Sort();
            volumes.Sort();
            _sigma[b] = Math.Max(Smallest, Math.Max(1.4826 * Quantile(sorted, 0.5), Quantile(sorted, 0.9) / 1.645));
            _volume[b] = Quantile(volumes, 0.5);
        }
    }

    /// <summary>Standard deviation of log returns around a bar.</summary>
    public double Sigma(int i) => LargestAround(_sigma, i);

    /// <summary>Median volume around a bar.</summary>
    public double Volume(int i) => LargestAround(_volume, i);

    private static double LargestAround(double[] blocks, int i)
    {
        var b = Math.Min(i / Block, blocks.Length - 1);
        var largest = blocks[b];
        largest = b > 0 ? Math.Max(largest, blocks[b - 1]) : largest;
        return b + 1 < blocks.Length ? Math.Max(largest, blocks[b + 1]) : largest;
    }

    private static double[] Moves(BarSeries bars, IReadOnlyList<SessionSpan> spans)
    {
        var moves = new double[bars.Count];
        for (var i = 0; i < moves.Length; i++)
        {
            moves[i] = i == 0 ? double.NaN : Math.Abs(Math.Log(bars.Close[i] / bars.Close[i - 1]));
        }
        if (!bars.Interval.IsDaily)
        {
            foreach (var span in spans)
            {
                moves[span.Start] = double.NaN;
            }
        }
        return moves;
    }

    private static double Quantile(List<double> sorted, double share) =>
        sorted.Count == 0 ? 0 : sorted[(int)Math.Min(sorted.Count - 1, share * sorted.Count)];
}
