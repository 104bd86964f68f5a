using Quant.MarketData.Calendars;

namespace Quant.MarketData.Gaps;

/// <summary>A stretch of a date in which bars are expected, or in which they would be were the day an ordinary one.</summary>
/// <param name="From">First start.</param>
/// <param name="To">Last start, exclusive.</param>
/// <param name="Tag">The part of the day; of an ordinary day where the market rests.</param>
/// <param name="Rests">True where the market rests.</param>
internal readonly record struct SessionPiece(long From, long To, SessionTag Tag, bool Rests);
