using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Quality;
using Quant.MarketData.Zones;

namespace Quant.MarketData.Providers.Csv;

/// <summary>How a CSV file is read.</summary>
public sealed record CsvImportOptions
{
    /// <summary>When the market trades; <see cref="ExchangeCalendar.AlwaysOpen"/> for crypto and currencies.</summary>
    public ExchangeCalendar Calendar { get; init; } = ExchangeCalendar.Nyse;

    /// <summary>
    /// Interval of the bars; null finds it: daily where the file gives dates, else the shortest step between the first
    /// rows.
    /// </summary>
    public Interval? Interval { get; init; }

    /// <summary>
    /// Zone of times that name none (<c>2024-03-01 14:30</c>). Dates without a time always mean the session of that date.
    /// </summary>
    public ExchangeZone TimeZone { get; init; } = ExchangeZone.Utc;

    /// <summary>Whether the first faulty row ends the import (default) or is skipped and counted.</summary>
    public RefusalPolicy Policy { get; init; } = RefusalPolicy.Strict;

    /// <summary>The clock that decides what lies in the future.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
