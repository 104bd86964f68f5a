namespace Quant.Client.Web.Contracts;

/// <summary>An instrument and how much of it there is.</summary>
/// <param name="Symbol">Its name.</param>
/// <param name="Description">What it is, in words; empty where unknown.</param>
/// <param name="Source">Where its bars came from.</param>
/// <param name="Synthetic">True for generated data.</param>
/// <param name="Calendar"><c>XNYS</c>, <c>24x7</c> or <c>24x5</c>.</param>
/// <param name="TimeZone">IANA zone of its exchange, which times are shown in.</param>
/// <param name="Coverage">One entry per interval, finest first.</param>
public sealed record SymbolDto(
    string Symbol,
    string Description,
    string Source,
    bool Synthetic,
    string Calendar,
    string TimeZone,
    IReadOnlyList<CoverageDto> Coverage
);

/// <summary>Bars of one interval.</summary>
/// <param name="Interval"><c>1m</c>, <c>1h</c>, <c>1d</c>, …</param>
/// <param name="Bars">Bars stored.</param>
/// <param name="FirstTs">Start of the first bar, microseconds UTC.</param>
/// <param name="LastTs">Start of the last bar, microseconds UTC.</param>
/// <param name="Files">Files of the lake that hold them.</param>
public sealed record CoverageDto(string Interval, long Bars, long FirstTs, long LastTs, int Files);

/// <summary>Bars in columns, aggregated so that there are no more than was asked for.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Synthetic">True for generated data.</param>
/// <param name="Interval">Interval of the bars asked for.</param>
/// <param name="Adjustment">
/// As it was asked for: <c>raw</c> (or <c>none</c>), <c>split</c> or <c>all</c> (or <c>splitAndDividend</c>).
/// </param>
/// <param name="TimeZone">IANA zone of the exchange.</param>
/// <param name="SourceBars">Bars in the range, those filled in included.</param>
/// <param name="BarsPerPoint">
/// Consecutive bars that one point stands for (first open, highest high, lowest low, last close, summed volume); 1
/// where nothing was aggregated. The last point may stand for fewer.
/// </param>
/// <param name="Ts">Start of each point's first bar, microseconds UTC.</param>
/// <param name="Open">First prices.</param>
/// <param name="High">Highest prices.</param>
/// <param name="Low">Lowest prices.</param>
/// <param name="Close">Last prices.</param>
/// <param name="Volume">Units traded.</param>
/// <param name="Filled">
/// True for points of which no bar is stored: all of their bars were filled in with the close before them. Null where
/// filling was not asked for.
/// </param>
/// <param name="Sources">
/// Where each point's bars are from; null for points of several or unknown sources, and for bars derived from minutes. Null
/// where it was not asked for.
/// </param>
public sealed record BarsDto(
    string Symbol,
    bool Synthetic,
    string Interval,
    string Adjustment,
    string TimeZone,
    long SourceBars,
    int BarsPerPoint,
    long[] Ts,
    double?[] Open,
    double?[] High,
    double?[] Low,
    double?[] Close,
    double?[] Volume,
    bool[]? Filled = null,
    string?[]? Sources = null
);
