using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Ingest;
using Quant.MarketData.Sessions;

namespace Quant.Grains.Ingest.Asking;

/// <summary>Bars wanted of a provider.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Interval">Interval of the bars.</param>
/// <param name="Calendar">When it trades.</param>
/// <param name="Sessions">Parts of the day to keep.</param>
/// <param name="Span">Their starts.</param>
public sealed record Ask(
    Symbol Symbol,
    Interval Interval,
    ExchangeCalendar Calendar,
    TradingSessions Sessions,
    IngestWindowSpan Span
);

/// <summary>What came.</summary>
/// <param name="Provider">Name of who answered.</param>
/// <param name="Source">What the bars carry as their source.</param>
/// <param name="Delivery">The judged bars.</param>
/// <param name="ProviderTime">The provider's time when it answered, to about a second.</param>
/// <param name="AskedAt">This machine's time before it was asked: nothing later can be missing in the answer for being old.</param>
public sealed record Answer(
    string Provider,
    string Source,
    Delivery Delivery,
    DateTimeOffset ProviderTime,
    DateTimeOffset AskedAt
);
