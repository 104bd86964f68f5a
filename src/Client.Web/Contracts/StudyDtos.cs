using System.Text.Json;

namespace Quant.Client.Web.Contracts;

/// <summary>Where a study stands now.</summary>
/// <param name="Study">The study's id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Work">The step under way, with trials done and in all.</param>
/// <param name="Models">Models in the plan.</param>
/// <param name="ModelsReady">Models trained.</param>
/// <param name="Trials">Trials in the plan.</param>
/// <param name="TrialsDone">Trials in the catalog.</param>
/// <param name="TrialsReused">Trials that were in the catalog before this run.</param>
/// <param name="ElapsedMs">Time since it was started; for an ended study, what it took.</param>
/// <param name="BestScore">Best score so far; null before the first.</param>
public sealed record StudyStatusDto(
    string Study,
    string Name,
    WorkDto Work,
    int Models,
    int ModelsReady,
    long Trials,
    long TrialsDone,
    long TrialsReused,
    double? ElapsedMs,
    double? BestScore
);

/// <summary>What a study would do.</summary>
/// <param name="Study">Its id: the fingerprint of its spec and bars.</param>
/// <param name="Models">Models it trains.</param>
/// <param name="Trials">Trials it simulates.</param>
public sealed record StudyPlanDto(string Study, int Models, long Trials);

/// <summary>A study in a list, as the catalog has it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Status"><c>planned</c>, <c>running</c>, <c>completed</c>, <c>failed</c> or <c>cancelled</c>.</param>
/// <param name="Symbols">Symbols its models learn from.</param>
/// <param name="Synthetic">True when any of them is generated.</param>
/// <param name="Trials">Trials in the plan.</param>
/// <param name="TrialsDone">Trials in the catalog.</param>
/// <param name="CreatedAt">When it was planned.</param>
/// <param name="StartedAt">When it was started; null before.</param>
/// <param name="FinishedAt">When it ended; null before.</param>
/// <param name="Error">Why it failed; null otherwise.</param>
/// <param name="Best">Its best trial; null before the first.</param>
/// <param name="Luck">What the overfitting statistics say; null until they are computed.</param>
public sealed record StudyDto(
    string Id,
    string Name,
    string Status,
    IReadOnlyList<string> Symbols,
    bool Synthetic,
    long Trials,
    long TrialsDone,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt,
    string? Error,
    TrialDto? Best,
    LuckDto? Luck
);

/// <summary>A study in full.</summary>
/// <param name="Study">What the list says of it.</param>
/// <param name="Spec">Its spec.</param>
/// <param name="Summary">Everything recorded at its end; null before.</param>
/// <param name="Periods">What was selected on and what was held out; null until the study ends.</param>
/// <param name="Benchmark">Buying and holding over the same periods; null where unknown.</param>
/// <param name="Axes">What varies from trial to trial, in the plan's order.</param>
public sealed record StudyDetailDto(
    StudyDto Study,
    JsonElement Spec,
    JsonElement? Summary,
    PeriodsDto? Periods,
    BenchmarkDto? Benchmark,
    IReadOnlyList<AxisDto> Axes
);

/// <summary>The odds that the best result is luck.</summary>
/// <param name="Trials">Trials that were looked at.</param>
/// <param name="OverfitProbability">
/// Probability of backtest overfitting (CSCV): how often the best in one half of the blocks ends below the median in
/// the other. 0 to 1; null where it cannot be computed.
/// </param>
/// <param name="Splits">Ways to split the blocks that were tried; null where unknown.</param>
/// <param name="Reading">What that means, in plain words.</param>
public sealed record LuckDto(long Trials, double? OverfitProbability, long? Splits, string Reading);

/// <summary>The time all trials of a study share. Trials are selected by what they do before the split.</summary>
/// <param name="FromTs">First time, microseconds UTC.</param>
/// <param name="SplitTs">Where the hold-out begins.</param>
/// <param name="ToTs">End, exclusive.</param>
public sealed record PeriodsDto(long FromTs, long SplitTs, long ToTs);

/// <summary>Buying and holding over the study's periods.</summary>
public sealed record BenchmarkDto(PeriodMetricsDto? Selection, PeriodMetricsDto? HoldOut);

/// <summary>One thing that varies from trial to trial.</summary>
/// <param name="Name">Path of the field: <c>rules.stopLoss</c>, <c>model.estimator</c>.</param>
/// <param name="Values">The values it takes, in order.</param>
public sealed record AxisDto(string Name, IReadOnlyList<string> Values);

/// <summary>Metrics of one period of a trial. Null: undefined (no trades, no variance).</summary>
/// <param name="Sharpe">Annualised Sharpe ratio.</param>
/// <param name="TotalReturn">Return over the period; 0.01 is one per cent.</param>
/// <param name="MaxDrawdown">Greatest loss from a peak, a fraction of it: 0 or above.</param>
/// <param name="Trades">Round trips.</param>
/// <param name="ProfitFactor">Gross profit over gross loss; null also where no trade lost.</param>
/// <param name="Sqn">System quality number.</param>
/// <param name="WinRate">Share of trades with a profit.</param>
public sealed record PeriodMetricsDto(
    double? Sharpe,
    double? TotalReturn,
    double? MaxDrawdown,
    long? Trades,
    double? ProfitFactor,
    double? Sqn,
    double? WinRate
);

/// <summary>One trial.</summary>
/// <param name="Index">Its number in the plan.</param>
/// <param name="Model">Fingerprint of its model.</param>
/// <param name="Symbol">The model's symbol; empty where the model is not known yet.</param>
/// <param name="Status"><c>completed</c>, <c>failed</c> or <c>pruned</c>.</param>
/// <param name="Score">The objective over the selection period; null where undefined.</param>
/// <param name="DeflatedSharpe">Probability, 0 to 1, that its Sharpe ratio beats the best of as many lucky ones.</param>
/// <param name="Gap">Score over the selection period less score over the hold-out; null until the study ends.</param>
/// <param name="Selection">Metrics of the period it was selected on.</param>
/// <param name="HoldOut">Metrics of the period nobody selected on.</param>
/// <param name="Axes">Its value on each axis of the study, by name.</param>
/// <param name="Violated">The constraint it violates, in words; null where none.</param>
/// <param name="Error">Why it failed; null otherwise.</param>
/// <param name="Rules">Its rules.</param>
public sealed record TrialDto(
    long Index,
    string Model,
    string Symbol,
    string Status,
    double? Score,
    double? DeflatedSharpe,
    double? Gap,
    PeriodMetricsDto Selection,
    PeriodMetricsDto HoldOut,
    IReadOnlyDictionary<string, string> Axes,
    string? Violated,
    string? Error,
    JsonElement Rules
);

/// <summary>A leaderboard, one page.</summary>
/// <param name="Study">The study.</param>
/// <param name="Total">Trials that match.</param>
/// <param name="Offset">Rank of the first one here, from 0.</param>
/// <param name="Sort">What they are sorted by.</param>
/// <param name="Descending">True: greatest first. Undefined values stand last either way.</param>
/// <param name="Trials">The trials.</param>
public sealed record TrialsDto(
    string Study,
    long Total,
    long Offset,
    string Sort,
    bool Descending,
    IReadOnlyList<TrialDto> Trials
);

/// <summary>Score against hold-out, for every trial or an even sample of them.</summary>
/// <param name="Study">The study.</param>
/// <param name="Total">Trials with both values.</param>
/// <param name="Index">Numbers of the trials.</param>
/// <param name="Selection">Sharpe ratios of the selection period.</param>
/// <param name="HoldOut">Sharpe ratios of the hold-out period.</param>
public sealed record ScatterDto(string Study, long Total, long[] Index, double?[] Selection, double?[] HoldOut);
