using Quant.Learning.Estimators.Trees;
using Quant.Learning.Numerics;
using Quant.Learning.Threading;

namespace Quant.Learning.Tests.Estimators;

public sealed unsafe class HistogramTests
{
    [Fact]
    public void A_value_is_in_the_first_bin_whose_edge_it_does_not_exceed()
    {
        var random = new SplitMix64(4);
        foreach (var shape in Enumerable.Range(0, 7))
        {
            var values = new double[5000];
            for (var i = 0; i < values.Length; i++)
            {
                var u = random.NextDouble();
                values[i] = shape switch
                {
                    0 => u,
                    1 => Math.Round(u * 100),
                    2 => Math.Exp(50 * u),
                    3 => i == 0 ? 1e300 : u,
                    4 => 7,
                    5 => i % 3 == 0 ? double.NaN
                    : u < 0.5 ? 0
                    : u,
                    _ => 1e6 + u * 1e-9,
                };
            }
            var cuts = BinCuts.Of(values, new double[values.Length * 2]);
            Assert.InRange(cuts.Count, 1, BinCuts.MaxBins);
            var filled = new int[256];
            foreach (var x in values.Concat([double.MaxValue, double.MinValue, 0, -1]))
            {
                var expected = double.IsNaN(x) ? BinCuts.Missing : Array.FindIndex(cuts.Edges, edge => x <= edge);
                Assert.Equal(expected, cuts.BinOf(x));
                filled[expected]++;
            }
            if (shape is 0 or 2)
            {
                Assert.Equal(BinCuts.MaxBins, cuts.Count);
                Assert.All(filled[..BinCuts.MaxBins], count => Assert.InRange(count, 19, 24));
            }
        }
    }

    [Fact]
    public void Few_distinct_values_each_get_a_bin()
    {
        double[] values = [.. Enumerable.Range(0, 2000).Select(i => (i * 7 % 255) / 3.0)];
        var cuts = BinCuts.Of(values, new double[4000]);

        Assert.Equal(255, cuts.Count);
        Assert.Equal(255, values.Select(cuts.BinOf).Distinct().Count());
    }

    [Fact]
    public void Buckets_sort_like_the_library()
    {
        var random = new SplitMix64(8);
        foreach (var shape in Enumerable.Range(0, 4))
        {
            double[] values = [.. Enumerable.Range(0, 10_000).Select(_ => Math.Exp(shape * 20 * random.NextDouble()))];
            var expected = values.Order().ToArray();
            var sorted = BucketSort.Sort(values, new double[values.Length], expected[0], expected[^1]);

            Assert.True(sorted.SequenceEqual(expected));
        }
    }

    [Fact]
    public void Rounded_sums_are_exact_in_any_order_and_close_to_the_real_ones()
    {
        const int rows = 50_000;
        var random = new SplitMix64(2);
        double[] g = new double[rows],
            h = new double[rows];
        for (var i = 0; i < rows; i++)
        {
            g[i] = (random.NextDouble() - 0.5) * Math.Exp(5 * random.NextDouble());
            h[i] = random.NextDouble();
        }
        using var team = new WorkerTeam(3);
        var quantizer = new GradientQuantizer(rows);
        quantizer.Quantize(
            (first, end) =>
            {
                for (var i = first; i < end; i++)
                {
                    (quantizer.Gradients.Pointer[i], quantizer.Hessians.Pointer[i]) = (g[i], h[i]);
                }
            },
            team
        );

        long forward = 0,
            backward = 0,
            positive = 0;
        for (var i = 0; i < rows; i++)
        {
            forward += quantizer.Packed.Pointer[i];
            backward += quantizer.Packed.Pointer[rows - 1 - i];
            positive += g[i] > 0 ? quantizer.Packed.Pointer[i] : 0;
        }
        Assert.Equal(forward, backward);
        Assert.Equal(g.Where(x => x > 0).Sum(), PackedSum.Gradient(positive) / quantizer.GradientScale, 0.01);
        Assert.Equal(g.Sum(), PackedSum.Gradient(forward) / quantizer.GradientScale, 0.01);
        Assert.Equal(h.Sum(), PackedSum.Hessian(forward) / quantizer.HessianScale, 0.01);
    }

    [Fact]
    public void The_first_split_is_the_best_of_all_there_are()
    {
        var random = new SplitMix64(6);
        for (var trial = 0; trial < 20; trial++)
        {
            const int rows = 300;
            var lambda = random.NextDouble() * 3;
            double[][] x = [.. Enumerable.Range(0, 23).Select(_ => new double[rows])];
            double[] g = new double[rows],
                h = new double[rows];
            for (var i = 0; i < rows; i++)
            {
                foreach (var column in x)
                {
                    column[i] = random.NextBelow(10) == 0 ? double.NaN : random.NextBelow(40);
                }
                (g[i], h[i]) = (random.NextDouble() - 0.5 + (x[22][i] > 20 ? 0.3 : 0), 0.1 + random.NextDouble());
            }
            using var team = new WorkerTeam(2);
            var matrix = BinnedMatrix.Of(x, team);
            var quantizer = new GradientQuantizer(rows);
            quantizer.Quantize(
                (first, end) =>
                {
                    g.AsSpan(first, end - first).CopyTo(quantizer.Gradients.Span[first..]);
                    h.AsSpan(first, end - first).CopyTo(quantizer.Hessians.Span[first..]);
                },
                team
            );
            var options = new GrowthOptions(3, 0, false, lambda, 0, 5, 1, 0);
            var grower = new TreeGrower(matrix, options, team);
            for (var i = 0; i < rows; i++)
            {
                grower.RootRows[i] = i;
            }
            var tree = grower.Grow(rows, quantizer, null, 0);

            Assert.Equal(BestGain(x, g, h, lambda, 5), tree.Gain[0], 1e-4);
            foreach (var leaf in tree.Leaves)
            {
                for (var i = 0; i < leaf.Count; i++)
                {
                    Assert.Equal(leaf.Index, tree.LeafOf(matrix, grower.RowsOf(leaf)[i]));
                }
            }
            Assert.Equal(rows, tree.Leaves.Sum(leaf => leaf.Count));
        }
    }

    private static double BestGain(double[][] x, double[] g, double[] h, double lambda, double minWeight)
    {
        double Score(IEnumerable<int> rows)
        {
            double sumG = rows.Sum(i => g[i]),
                sumH = rows.Sum(i => h[i]);
            return sumH < minWeight ? double.NegativeInfinity : sumG * sumG / (sumH + lambda);
        }
        int[] all = [.. Enumerable.Range(0, g.Length)];
        var best = double.NegativeInfinity;
        foreach (var column in x)
        {
            foreach (var threshold in column.Where(value => !double.IsNaN(value)).Distinct())
            {
                foreach (var missingLeft in new[] { false, true })
                {
                    var left = all.ToLookup(i => double.IsNaN(column[i]) ? missingLeft : column[i] <= threshold);
                    best = Math.Max(best, Score(left[true]) + Score(left[false]) - Score(all));
                }
            }
        }
        return best;
    }
}
