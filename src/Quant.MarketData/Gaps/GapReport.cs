namespace Quant.MarketData.Gaps;

/// <summary>What a scan found.</summary>
/// <param name="FromTs">Start of the scan, microseconds UTC.</param>
/// <param name="ToTs">End, exclusive.</param>
/// <param name="Expected">Bars the calendar has room for, holidays left out.</param>
/// <param name="Present">Bars that are there.</param>
/// <param name="Missing">Missing bars of each kind.</param>
/// <param name="Gaps">All gaps by time.</param>
public sealed record GapReport(
    long FromTs,
    long ToTs,
    long Expected,
    long Present,
    IReadOnlyDictionary<GapKind, long> Missing,
    IReadOnlyList<Gap> Gaps
);
