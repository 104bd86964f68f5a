using Quant.MarketData.Calendars;
using Quant.MarketData.Zones;
using Quant.Specs;

namespace Quant.MarketData.Gaps;

/// <summary>
/// Times at which all trading in US equities was halted within a session: the Level 1 circuit breakers of March 2020,
/// fifteen minutes each, to the second, as the exchanges published them.
/// </summary>
internal static class MarketWideHalts
{
    private const string Source = "NYSE";
    private const string Reason = "market-wide circuit breaker, level 1";

    private static readonly TradingHalt[] s_nyse =
    [
        At(new DateOnly(2020, 3, 9), 9, 34, 13),
        At(new DateOnly(2020, 3, 12), 9, 35, 44),
        At(new DateOnly(2020, 3, 16), 9, 30, 1),
        At(new DateOnly(2020, 3, 18), 12, 56, 17),
    ];

    public static IReadOnlyList<TradingHalt> Of(ExchangeCalendar calendar) => calendar is NyseCalendar ? s_nyse : [];

    private static TradingHalt At(DateOnly date, int hour, int minute, int second)
    {
        var local = ExchangeZone.LocalMidnight(date) + (hour * 3600L + minute * 60 + second) * UnixMicros.PerSecond;
        var from = ExchangeZone.NewYork.ToUtc(local);
        return new TradingHalt(from, from + 15 * UnixMicros.PerMinute, Reason, Source);
    }
}
