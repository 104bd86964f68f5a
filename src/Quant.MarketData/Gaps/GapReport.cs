namespace Quant.MarketData.Gaps;

/// <summary>What a scan found.</summary>
/// <param name="FromTs">Start of the scan, microseconds UTC.</param>
/// <param name="ToTs">End, exclusive.</param>
/// <param name="Expected">Bars the calendar has room for, holidays left out.</param>
/// <param name="Present">Bars that are there.</param>
/// <param name="Missing">Missing bars of each kind.</param>
/// <param name="Gaps">All gaps by time.</param>
/// <param name="Days">Sessions of the scan in order, with what each has of what is expected.</param>
public sealed record GapReport(
    long FromTs,
    long ToTs,
    long Expected,
    long Present,
    IReadOnlyDictionary<GapKind, long> Missing,
    IReadOnlyList<Gap> Gaps,
    IReadOnlyList<DayCoverage> Days
);

/// <summary>What a session has of the bars expected in its chosen parts.</summary>
/// <param name="Date">Its date in the exchange's zone.</param>
/// <param name="Expected">Bars expected; at least 1.</param>
/// <param name="Present">Of those, present.</param>
public readonly record struct DayCoverage(DateOnly Date, int Expected, int Present);
