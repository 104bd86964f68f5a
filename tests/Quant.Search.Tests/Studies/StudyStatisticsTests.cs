using Quant.Search.Overfitting;
using Quant.Search.Studies;

namespace Quant.Search.Tests.Studies;

public sealed class StudyStatisticsTests
{
    [Fact]
    public void Trials_that_never_traded_count_as_looked_at()
    {
        var traded = Enumerable.Range(0, 5).Select(i => Trial(i, 0.01 * i)).ToList();
        var idle = Enumerable.Range(5, 20).Select(i => Trial(i, double.NaN)).ToList();
        var few = StudyStatistics.Of(traded);

        var many = StudyStatistics.Of([.. traded, .. idle]);

        Assert.Equal(25, many.Trials);
        Assert.Equal(few.SharpeVariance, many.SharpeVariance);
        Assert.Equal(SharpeStatistics.ExpectedMaximum(few.SharpeVariance, 25), many.ExpectedMaximumSharpe);
        Assert.True(many.Deflated[4] < few.Deflated[4]);
        Assert.True(double.IsNaN(many.Deflated[5]));
    }

    [Fact]
    public void The_only_trial_there_was_is_not_deflated()
    {
        var only = Trial(0, 0.1);
        var study = StudyStatistics.Of([only]);
        Assert.Equal(0, study.ExpectedMaximumSharpe);
        Assert.Equal(SharpeStatistics.Probabilistic(only.Returns, 0), study.Deflated[0]);
    }

    [Fact]
    public void Why_overfitting_cannot_be_told_is_said()
    {
        var one = StudyStatistics.Of([Trial(0, 0.1)]);
        var apart = StudyStatistics.Of([Trial(0, 0.1), Trial(1, 0.2, bars: 11)]);

        Assert.Null(one.Overfitting);
        Assert.Equal("there is only one trial", one.WhyNoOverfitting);
        Assert.Null(apart.Overfitting);
        Assert.Contains("different bars", apart.WhyNoOverfitting, StringComparison.Ordinal);
        Assert.NotNull(StudyStatistics.Of([Trial(0, 0.1), Trial(1, 0.2)]).Overfitting);
    }

    private static TrialReturns Trial(long index, double sharpe, int bars = 10) =>
        new(
            index,
            new ReturnMoments(
                4 * bars,
                sharpe,
                double.IsNaN(sharpe) ? double.NaN : 0,
                double.IsNaN(sharpe) ? sharpe : 3
            ),
            [.. Enumerable.Range(0, 4).Select(b => new BlockMoment(bars, 0.001 * (b + index % 3), 0.01))]
        );
}
