using Quant.MarketData.Sessions;

namespace Quant.MarketData.Gaps;

/// <summary>What is known, beside the bars, about minutes without one.</summary>
/// <param name="Asked">Ranges that sources answered for in full, in any order; they may overlap.</param>
/// <param name="Halts">Halts that are known, in any order.</param>
public sealed record GapEvidence(IReadOnlyList<AskedRange> Asked, IReadOnlyList<TradingHalt> Halts)
{
    public static readonly GapEvidence None = new([], []);
}

/// <summary>A range a source was asked for, once its bars had closed, and answered in full.</summary>
/// <param name="FromTs">First start, microseconds UTC.</param>
/// <param name="ToTs">Last start, exclusive.</param>
/// <param name="AskedAt">When it answered, microseconds UTC.</param>
/// <param name="Source">The provider, or <c>csv</c>, <c>lean</c>, <c>parquet</c> for files.</param>
/// <param name="Sessions">Parts of the day it was asked for.</param>
public sealed record AskedRange(
    long FromTs,
    long ToTs,
    long AskedAt,
    string Source,
    TradingSessions Sessions = TradingSessions.All
);

/// <summary>A time without trading in one symbol, or in all, that was ordered.</summary>
/// <param name="FromTs">Start, microseconds UTC.</param>
/// <param name="ToTs">End, exclusive; <see cref="long.MaxValue"/> while it lasts.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="Source">Who says so.</param>
public sealed record TradingHalt(long FromTs, long ToTs, string Reason, string Source);
