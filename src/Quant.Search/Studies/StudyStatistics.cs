using Quant.Search.Overfitting;

namespace Quant.Search.Studies;

/// <summary>What the luck of a study is judged by, of one trial, over the selection period.</summary>
/// <param name="Index">The trial.</param>
/// <param name="Returns">Moments of its bar returns.</param>
/// <param name="Blocks">Moments of its bar returns block by block.</param>
public sealed record TrialReturns(long Index, ReturnMoments Returns, BlockMoment[] Blocks);

/// <summary>How much of a study is luck.</summary>
/// <param name="Trials">Trials there are, those without a defined Sharpe ratio included.</param>
/// <param name="SharpeVariance">Variance of the trials' Sharpe ratios per bar; NaN with fewer than two of them.</param>
/// <param name="ExpectedMaximumSharpe">What the best of as many trials without skill would show, per bar.</param>
/// <param name="Deflated">Deflated Sharpe ratio by trial; NaN where undefined.</param>
/// <param name="Overfitting">
/// What choosing the best on one half of the time is worth on the other; null where it cannot be told.
/// </param>
/// <param name="WhyNoOverfitting">Why it cannot be told; null otherwise.</param>
public sealed record StudyStatistics(
    long Trials,
    double SharpeVariance,
    double ExpectedMaximumSharpe,
    IReadOnlyDictionary<long, double> Deflated,
    OverfittingReport? Overfitting,
    string? WhyNoOverfitting
)
{
    /// <summary>Judges a study.</summary>
    /// <param name="trials">All simulated trials, in index order.</param>
    public static StudyStatistics Of(IReadOnlyList<TrialReturns> trials)
    {
        var variance = SharpeStatistics.Variance([.. trials.Select(trial => trial.Returns.Sharpe)]);
        var maximum = SharpeStatistics.ExpectedMaximum(variance, trials.Count);
        var why = WhyNot(trials);
        return new StudyStatistics(
            trials.Count,
            variance,
            maximum,
            trials.ToDictionary(trial => trial.Index, trial => SharpeStatistics.Probabilistic(trial.Returns, maximum)),
            why is null ? BacktestOverfitting.Assess([.. trials.Select(trial => trial.Blocks)]) : null,
            why
        );
    }

    private static string? WhyNot(IReadOnlyList<TrialReturns> trials)
    {
        if (trials.Count < 2)
        {
            return "there is only one trial";
        }
        var first = trials[0].Blocks.Select(block => block.Count).ToArray();
        if (first.Any(count => count == 0))
        {
            return "there are fewer bars than blocks";
        }
        return trials.All(trial => trial.Blocks.Select(block => block.Count).SequenceEqual(first))
            ? null
            : "its trials cover different bars (more than one symbol or interval)";
    }
}
