using Quant.Search.Numerics;

namespace Quant.Search.Tests;

public sealed class NormalDistributionTests
{
    public static TheoryData<double, double> Cdf => Pairs(Golden.Numbers.Normal.Cdf);

    public static TheoryData<double, double> Quantile => Pairs(Golden.Numbers.Normal.Quantile);

    [Theory, MemberData(nameof(Cdf))]
    public void The_distribution_function_agrees_with_fifty_digits(double x, double expected)
    {
        // Beyond |x| of 20 the rounding of x/√2 alone, times x², is worth some digits.
        var tolerance =
            Math.Abs(x) > 20 ? 1e-12
            : Math.Abs(x) > 8 ? 1e-13
            : 4e-15;
        Assert.InRange(NormalDistribution.Cdf(x) / expected, 1 - tolerance, 1 + tolerance);
    }

    [Theory, MemberData(nameof(Quantile))]
    public void The_quantile_agrees_with_fifty_digits(double p, double expected)
    {
        var error = Math.Abs(NormalDistribution.Quantile(p) - expected);
        Assert.True(error <= 4e-15 * Math.Max(1, Math.Abs(expected)), $"error {error} at {p}");
    }

    [Fact]
    public void The_quantile_undoes_the_distribution_function()
    {
        for (var x = -37.0; x <= 8; x += 0.0625)
        {
            var p = NormalDistribution.Cdf(x);
            // Near 1 the spacing of p itself limits what can be recovered.
            var spacing = x > 0 ? Math.BitIncrement(p) - p : 0;
            var tolerance = 1e-13 * Math.Max(1, Math.Abs(x)) + spacing / NormalDistribution.Pdf(x);
            Assert.InRange(NormalDistribution.Quantile(p), x - tolerance, x + tolerance);
        }
    }

    [Fact]
    public void The_ends_and_what_lies_beyond_them_are_told_apart()
    {
        Assert.Equal(double.NegativeInfinity, NormalDistribution.Quantile(0));
        Assert.Equal(double.PositiveInfinity, NormalDistribution.Quantile(1));
        Assert.Equal(double.NaN, NormalDistribution.Quantile(-0.1));
        Assert.Equal(double.NaN, NormalDistribution.Quantile(1.1));
        Assert.Equal(double.NaN, NormalDistribution.Quantile(double.NaN));
        Assert.Equal(double.NaN, NormalDistribution.Cdf(double.NaN));
        Assert.Equal(0, NormalDistribution.Cdf(double.NegativeInfinity));
        Assert.Equal(1, NormalDistribution.Cdf(double.PositiveInfinity));
    }

    [Fact]
    public void Erf_and_its_complement_add_up_to_one_on_every_branch()
    {
        for (var x = -6.0; x <= 6; x += 0.01)
        {
            Assert.Equal(1, ErrorFunction.Value(x) + ErrorFunction.Complement(x), 1e-15);
            Assert.Equal(-ErrorFunction.Value(x), ErrorFunction.Value(-x));
        }
    }

    private static TheoryData<double, double> Pairs(double[][] pairs)
    {
        var data = new TheoryData<double, double>();
        foreach (var pair in pairs)
        {
            data.Add(pair[0], pair[1]);
        }
        return data;
    }
}
