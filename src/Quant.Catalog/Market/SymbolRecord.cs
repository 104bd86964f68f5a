using Quant.MarketData.Bars;

namespace Quant.Catalog.Market;

/// <summary>An instrument the catalog knows.</summary>
/// <param name="Symbol">Its name.</param>
/// <param name="Description">What it is, in words.</param>
/// <param name="Source">Where its bars come from: a provider's or a file's name.</param>
/// <param name="Calendar"><c>XNYS</c> (New York Stock Exchange), <c>24x7</c> (round the clock) or <c>24x5</c> (foreign exchange).</param>
/// <param name="Synthetic">True for generated bars.</param>
/// <param name="CreatedAt">When it was first entered, UTC.</param>
public sealed record SymbolRecord(
    Symbol Symbol,
    string Description,
    string Source,
    string Calendar,
    bool Synthetic,
    DateTimeOffset CreatedAt
);

/// <summary>How much of an instrument the lake holds at one interval, from the manifest as it is now.</summary>
/// <param name="Symbol">The instrument.</param>
/// <param name="Interval">Length of its bars.</param>
/// <param name="FirstTs">Time of the first bar, microseconds UTC.</param>
/// <param name="LastTs">Time of the last bar, microseconds UTC.</param>
/// <param name="Rows">Bars in all partitions.</param>
/// <param name="Partitions">Files they are in.</param>
public sealed record SymbolCoverage(
    Symbol Symbol,
    Interval Interval,
    long FirstTs,
    long LastTs,
    long Rows,
    int Partitions
);
