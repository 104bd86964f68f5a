using Quant.Specs;

namespace Quant.Catalog.Studies;

public enum TrialStatus
{
    /// <summary>Simulated; its metrics are there.</summary>
    Completed,

    /// <summary>Ended by an error, which is kept.</summary>
    Failed,

    /// <summary>Given up early because it could not win.</summary>
    Pruned,
}

/// <summary>
/// What a trial did over one period, as far as a leaderboard sorts and filters by it. Undefined values (no trades, no
/// variance) are null; an infinite profit factor is infinite.
/// </summary>
/// <param name="Sharpe">Annualised Sharpe ratio.</param>
/// <param name="TotalReturn">Fraction of the starting equity: 0.1 is 10 %.</param>
/// <param name="MaxDrawdown">Greatest fall from a peak as a fraction of the peak.</param>
/// <param name="Trades">Closed round trips.</param>
/// <param name="ProfitFactor">Gross profit over gross loss.</param>
/// <param name="Sqn">System quality number.</param>
/// <param name="WinRate">Fraction of trades with a profit.</param>
public sealed record PeriodMetrics(
    double? Sharpe,
    double? TotalReturn,
    double? MaxDrawdown,
    long? Trades,
    double? ProfitFactor,
    double? Sqn,
    double? WinRate
)
{
    /// <summary>Nothing is defined.</summary>
    public static PeriodMetrics None { get; } = new(null, null, null, null, null, null, null);
}

/// <summary>One configuration of a study and what came of it.</summary>
/// <param name="Study">The study's id.</param>
/// <param name="Index">Its place in the study's order, from 0.</param>
/// <param name="Fingerprint">Of model, rules and data.</param>
/// <param name="Model">The model whose predictions it used.</param>
/// <param name="Rules">Canonical JSON of the simulation's rules.</param>
/// <param name="Status">How it ended.</param>
public sealed record TrialRecord(
    string Study,
    long Index,
    Fingerprint Fingerprint,
    Fingerprint Model,
    string Rules,
    TrialStatus Status
)
{
    /// <summary>The objective's value over the selection period; null when undefined.</summary>
    public double? Score { get; init; }

    /// <summary>Over the period the study selects by.</summary>
    public PeriodMetrics Selection { get; init; } = PeriodMetrics.None;

    /// <summary>Over the period held out from selection.</summary>
    public PeriodMetrics HoldOut { get; init; } = PeriodMetrics.None;

    /// <summary>All metrics of the selection period, JSON.</summary>
    public string? SelectionMetrics { get; init; }

    /// <summary>All metrics of the hold-out period, JSON.</summary>
    public string? HoldOutMetrics { get; init; }

    /// <summary>
    /// Count, sum and sum of squares of the returns of each block of time, in the search's own format. Not read by
    /// leaderboards.
    /// </summary>
    public byte[]? BlockMoments { get; init; }

    /// <summary>Probability that the true Sharpe ratio is above what luck alone would find; set when the study ends.</summary>
    public double? DeflatedSharpe { get; init; }

    /// <summary>
    /// Sharpe ratio over the selection period less that over the hold-out, which periods of any length can be compared by;
    /// set when the study ends.
    /// </summary>
    public double? Gap { get; init; }

    /// <summary>The constraint it violates, in words; null when none.</summary>
    public string? Violated { get; init; }

    /// <summary>Why it failed; null unless failed.</summary>
    public string? Error { get; init; }

    /// <summary>Where it ran.</summary>
    public string? Silo { get; init; }

    /// <summary>Time it took, microseconds.</summary>
    public long ElapsedMicros { get; init; }

    /// <summary>When it was recorded, UTC; given by the catalog.</summary>
    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>What is known of a trial only when all trials of its study are done.</summary>
/// <param name="Index">The trial.</param>
/// <param name="DeflatedSharpe">See <see cref="TrialRecord.DeflatedSharpe"/>.</param>
/// <param name="Gap">See <see cref="TrialRecord.Gap"/>.</param>
public sealed record TrialStatistics(long Index, double? DeflatedSharpe, double? Gap);

/// <summary>The block moments of one trial.</summary>
public sealed record TrialBlocks(long Index, byte[] BlockMoments);
