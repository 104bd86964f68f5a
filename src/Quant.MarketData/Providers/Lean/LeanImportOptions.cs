using Quant.MarketData.Calendars;
using Quant.MarketData.Quality;

namespace Quant.MarketData.Providers.Lean;

/// <summary>How LEAN files are read.</summary>
public sealed record LeanImportOptions
{
    /// <summary>When the market trades, and the zone of the files' times.</summary>
    public ExchangeCalendar Calendar { get; init; } = ExchangeCalendar.Nyse;

    /// <summary>
    /// Faulty rows are skipped and counted unless this says <see cref="RefusalPolicy.Strict"/>: LEAN's history holds
    /// single faulty ticks, and a folder of years should not fail for one.
    /// </summary>
    public RefusalPolicy Policy { get; init; } = RefusalPolicy.SkipBadRows;

    /// <summary>The clock that decides what lies in the future.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
