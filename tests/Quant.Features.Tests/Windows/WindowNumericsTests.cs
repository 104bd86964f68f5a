using Quant.Features.Windows;

namespace Quant.Features.Tests.Windows;

/// <summary>
/// Window sums against sums taken afresh in decimal arithmetic, which has 28 digits. Values are multiples of 1/64, which
/// decimals hold exactly.
/// </summary>
public class WindowNumericsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(20)]
    [InlineData(333)]
    public void Deviation_keeps_its_digits_on_a_level_of_a_million(int length)
    {
        var random = new Random(length);
        var values = Enumerable.Range(0, 2_000).Select(_ => 1e6 + random.Next(64) / 64.0).ToArray();
        var window = new WindowMoments(length);
        for (var i = 0; i < values.Length; i++)
        {
            var moments = window.Update(values[i]);
            if (i >= length - 1)
            {
                var (mean, squares) = Exact(values.AsSpan(i - length + 1, length));
                Assert.Equal((double)mean, moments.Mean, 1e-15 * 1e6);
                Assert.Equal((double)squares, moments.SquaredDeviations, 1e-12 * (double)squares + 1e-30);
            }
            else
            {
                Assert.True(double.IsNaN(moments.Mean));
            }
        }
    }

    [Fact]
    public void A_jump_leaves_nothing_behind_once_it_has_left_the_window()
    {
        var mean = new WindowMean(20);
        var moments = new WindowMoments(20);
        for (var i = 0; i < 20_000; i++)
        {
            var value = i % 100 == 50 ? 1e15 : 1 + i % 7 / 64.0;
            var average = mean.Update(value);
            var (level, squares, _) = moments.Update(value);
            if (i % 100 is >= 70 or < 50 && i > 100)
            {
                var window = Enumerable.Range(i - 19, 20).Select(k => 1 + k % 7 / 64.0).ToArray();
                var (exact, exactSquares) = Exact(window);
                Assert.Equal((double)exact, average, 1e-15);
                Assert.Equal((double)exact, level, 1e-15);
                Assert.Equal((double)exactSquares, squares, 1e-12 * (double)exactSquares);
            }
        }
    }

    [Fact]
    public void Extremes_are_those_of_the_window()
    {
        var random = new Random(3);
        foreach (var length in new[] { 1, 2, 3, 14, 100 })
        {
            var window = new WindowExtremes(length);
            var values = Enumerable.Range(0, 1_000).Select(_ => random.Next(50) - 25.0).ToArray();
            for (var i = 0; i < values.Length; i++)
            {
                var (highest, lowest) = window.Update(values[i], values[i]);
                if (i >= length - 1)
                {
                    Assert.Equal(values[(i - length + 1)..(i + 1)].Max(), highest);
                    Assert.Equal(values[(i - length + 1)..(i + 1)].Min(), lowest);
                }
                else
                {
                    Assert.True(double.IsNaN(highest) && double.IsNaN(lowest));
                }
            }
        }
    }

    [Fact]
    public void Joint_moments_and_weighted_means_are_those_of_the_window()
    {
        var random = new Random(4);
        foreach (var length in new[] { 1, 2, 5, 60 })
        {
            var pair = new WindowPair(length);
            var weighted = new WindowWeighted(length);
            var x = Enumerable.Range(0, 700).Select(_ => 1e5 + random.Next(64) / 64.0).ToArray();
            var y = x.Select(value => -1e5 + (value - 1e5) * 3 + random.Next(64) / 64.0).ToArray();
            for (var i = 0; i < x.Length; i++)
            {
                var joint = pair.Update(x[i], y[i]);
                var average = weighted.Update(x[i]);
                if (i < length - 1)
                {
                    Assert.True(double.IsNaN(joint.XY) && double.IsNaN(average));
                    continue;
                }
                var from = i - length + 1;
                var (mx, xx) = Exact(x.AsSpan(from, length));
                var (my, yy) = Exact(y.AsSpan(from, length));
                var products = Enumerable
                    .Range(from, length)
                    .Select(k => ((decimal)x[k] - mx) * ((decimal)y[k] - my))
                    .Sum();
                var weights = Enumerable.Range(1, length).Sum();
                var mean = Enumerable.Range(0, length).Select(k => (k + 1) * (decimal)x[from + k]).Sum() / weights;
                Assert.Equal((double)xx, joint.XX, 1e-9 + 1e-9 * (double)xx);
                Assert.Equal((double)yy, joint.YY, 1e-9 + 1e-9 * (double)yy);
                Assert.Equal((double)products, joint.XY, 1e-9 + 1e-9 * (double)Math.Abs(products));
                Assert.Equal((double)mean, average, 1e-9);
            }
        }
    }

    [Fact]
    public void A_value_that_is_unknown_is_forgotten_when_it_leaves_the_window()
    {
        foreach (var hole in Enumerable.Range(0, 45))
        {
            var mean = new WindowMean(20);
            var pair = new WindowPair(20);
            for (var i = 0; i < 100; i++)
            {
                var value = i == hole ? double.NaN : i;
                var unknown = i < 19 || (hole > i - 20 && hole <= i);
                Assert.Equal(unknown, double.IsNaN(mean.Update(value)));
                Assert.Equal(unknown, double.IsNaN(pair.Update(value, 1).XX));
            }
        }
    }

    [Fact]
    public void A_sorted_window_counts_the_lesser_values()
    {
        var random = new Random(9);
        var window = new SortedWindow(25);
        var values = new List<double>();
        for (var i = 0; i < 2_000; i++)
        {
            var value = random.Next(40) / 4.0;
            Assert.Equal(i >= 25, window.Full);
            Assert.Equal(values.TakeLast(25).Count(v => v < value), window.CountBelow(value));
            window.Add(value);
            values.Add(value);
        }
    }

    private static (decimal Mean, decimal Squares) Exact(ReadOnlySpan<double> window)
    {
        var sum = 0m;
        foreach (var value in window)
        {
            sum += (decimal)value;
        }
        var mean = sum / window.Length;
        var squares = 0m;
        foreach (var value in window)
        {
            squares += ((decimal)value - mean) * ((decimal)value - mean);
        }
        return (mean, squares);
    }
}
