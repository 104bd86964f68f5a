using Quant.Search.Overfitting;

namespace Quant.Search.Tests;

public sealed class SharpeStatisticsTests
{
    private static readonly Golden.SharpeNumbers s_golden = Golden.Numbers.Sharpe;

    [Fact]
    public void The_moments_of_returns_agree_with_scipy()
    {
        var moments = ReturnMoments.Of(s_golden.Returns);

        Assert.Equal(250, moments.Count);
        Assert.Equal(s_golden.Sharpe, moments.Sharpe, 1e-14);
        Assert.Equal(s_golden.Skewness, moments.Skewness, 1e-13);
        Assert.Equal(s_golden.Kurtosis, moments.Kurtosis, 1e-12);
    }

    [Fact]
    public void Probabilistic_and_deflated_ratio_and_track_record_agree_with_scipy()
    {
        var moments = ReturnMoments.Of(s_golden.Returns);
        var variance = SharpeStatistics.Variance(s_golden.TrialSharpes);

        Assert.All(
            s_golden.Probabilistic,
            pair => Assert.Equal(pair[1], SharpeStatistics.Probabilistic(moments, pair[0]), 1e-13)
        );
        Assert.Equal(s_golden.Variance, variance, 1e-16);
        Assert.Equal(s_golden.ExpectedMaximum, SharpeStatistics.ExpectedMaximum(variance, 60), 1e-14);
        Assert.Equal(s_golden.Deflated, SharpeStatistics.Deflated(moments, variance, 60), 1e-13);
        Assert.Equal(s_golden.MinimumTrackRecord, SharpeStatistics.MinimumTrackRecord(moments, 0.01, 0.95), 1e-9);
    }

    [Theory]
    [InlineData(100, 0.1132, 0.9004)]
    [InlineData(46, 0.1004, 0.9505)]
    public void The_deflated_ratio_is_that_of_the_papers_example(double trials, double expectedMaximum, double deflated)
    {
        // Bailey and López de Prado 2014, "A numerical example": 1250 daily returns, annualised Sharpe ratio 2.5 and
        // variance of the trials' ratios 1/2 at 250 days a year, skewness −3, kurtosis 10.
        var moments = new ReturnMoments(1250, 2.5 / Math.Sqrt(250), -3, 10);

        Assert.Equal(expectedMaximum, SharpeStatistics.ExpectedMaximum(0.5 / 250, trials), 5e-5);
        Assert.Equal(deflated, SharpeStatistics.Deflated(moments, 0.5 / 250, trials), 5e-5);
    }

    [Theory]
    [InlineData(0, 3, 0.982)]
    [InlineData(-2.448, 10.164, 0.913)]
    public void The_probabilistic_ratio_is_that_of_the_papers_example(double skewness, double kurtosis, double expected)
    {
        // Bailey and López de Prado 2012: two years of monthly returns with a Sharpe ratio of 0.458 (1.59 a year).
        var moments = new ReturnMoments(24, 0.458, skewness, kurtosis);

        Assert.Equal(expected, SharpeStatistics.Probabilistic(moments, 0), 5e-4);
    }

    [Theory]
    [InlineData(252, 2.73)]
    [InlineData(52, 2.83)]
    [InlineData(12, 3.24)]
    public void The_minimum_track_record_is_that_of_the_papers_example(double periodsPerYear, double years)
    {
        // Bailey and López de Prado 2012: normal returns with an annualised ratio of 2, to be above 1 with 95 %.
        var moments = new ReturnMoments(100, 2 / Math.Sqrt(periodsPerYear), 0, 3);

        var periods = SharpeStatistics.MinimumTrackRecord(moments, 1 / Math.Sqrt(periodsPerYear), 0.95);

        Assert.Equal(years, periods / periodsPerYear, 0.005);
    }

    [Fact]
    public void More_trials_deflate_more_and_one_trial_not_at_all()
    {
        var moments = new ReturnMoments(500, 0.1, -0.5, 5);
        Assert.Equal(0, SharpeStatistics.ExpectedMaximum(0.01, 1));
        Assert.Equal(SharpeStatistics.Probabilistic(moments, 0), SharpeStatistics.Deflated(moments, 0.01, 1));
        var last = 1.0;
        foreach (var trials in new[] { 1.0, 2, 10, 100, 1e4, 1e6, 1e9 })
        {
            var deflated = SharpeStatistics.Deflated(moments, 0.001, trials);
            Assert.True(deflated < last);
            last = deflated;
        }
    }

    [Fact]
    public void What_is_undefined_is_NaN_and_never_a_number()
    {
        Assert.Equal(double.NaN, ReturnMoments.Of([0.1]).Sharpe);
        Assert.Equal(double.NaN, ReturnMoments.Of([0.0, 0.0, 0.0]).Sharpe);
        Assert.Equal(double.NaN, SharpeStatistics.Probabilistic(ReturnMoments.Of([]), 0));
        Assert.Equal(double.NaN, SharpeStatistics.Probabilistic(new ReturnMoments(10, 2, 9, 3), 0));
        Assert.Equal(double.NaN, SharpeStatistics.ExpectedMaximum(double.NaN, 10));
        Assert.Equal(double.NaN, SharpeStatistics.ExpectedMaximum(0.1, 0));
        Assert.Equal(double.NaN, SharpeStatistics.Variance([double.NaN, 1]));
        Assert.Equal(
            double.PositiveInfinity,
            SharpeStatistics.MinimumTrackRecord(new ReturnMoments(10, 0.1, 0, 3), 0.1, 0.95)
        );
    }
}
