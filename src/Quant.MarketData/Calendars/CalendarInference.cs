using Quant.MarketData.Bars;
using Quant.MarketData.Zones;
using Quant.Specs;

namespace Quant.MarketData.Calendars;

/// <summary>Finds the calendar of bars that do not say when their market trades.</summary>
/// <remarks>
/// A pair of two currencies trades <c>24x5</c>. Else a market with bars on Saturdays (New York time) never closes; one
/// with bars in New York's night, between 20:00 and 04:00, trades <c>24x5</c> if a whole Saturday passed without a bar,
/// and is taken for <c>24x7</c> if none did; daily
/// bars trade <c>24x7</c> with both Saturdays and Sundays among them. All others are taken for <c>XNYS</c>. A few
/// stray bars (fewer than 2 in 100) decide nothing.
/// </remarks>
public static class CalendarInference
{
    private const double Stray = 0.02;
    private const long NightStart = 20 * UnixMicros.PerHour;
    private const long NightEnd = 4 * UnixMicros.PerHour;

    private static readonly HashSet<string> s_currencies = new(
        (
            "AED ARS AUD BGN BRL CAD CHF CLP CNH CNY COP CZK DKK EGP EUR GBP HKD HUF IDR ILS INR ISK JPY KES KRW KWD "
            + "KZT MAD MXN MYR NGN NOK NZD PEN PHP PKR PLN QAR RON RSD RUB SAR SEK SGD THB TRY TWD UAH USD VND ZAR"
        ).Split(' '),
        StringComparer.Ordinal
    );

    /// <param name="symbol">The symbol.</param>
    /// <param name="interval">Interval of the bars.</param>
    /// <param name="starts">Starts of some of its bars, microseconds UTC, ascending; of daily bars midnight UTC.</param>
    public static ExchangeCalendar Of(Symbol symbol, Interval interval, ReadOnlySpan<long> starts)
    {
        if (IsCurrencyPair(symbol))
        {
            return ExchangeCalendar.Forex;
        }
        var (saturday, sunday, night) = (0, 0, 0);
        foreach (var ts in starts)
        {
            var local = interval.IsDaily ? ts : ExchangeZone.NewYork.ToLocal(ts);
            var weekday = ExchangeZone.DateOfLocal(local).DayOfWeek;
            saturday += weekday == DayOfWeek.Saturday ? 1 : 0;
            sunday += weekday == DayOfWeek.Sunday ? 1 : 0;
            night += ExchangeZone.TimeOfDay(local) is >= NightStart or < NightEnd ? 1 : 0;
        }
        var stray = Stray * starts.Length;
        if (interval.IsDaily)
        {
            return sunday <= stray ? ExchangeCalendar.Nyse
                : saturday > stray ? ExchangeCalendar.AlwaysOpen
                : ExchangeCalendar.Forex;
        }
        if (saturday > stray)
        {
            return ExchangeCalendar.AlwaysOpen;
        }
        return night <= stray ? ExchangeCalendar.Nyse
            : SawSaturday(starts) ? ExchangeCalendar.Forex
            : ExchangeCalendar.AlwaysOpen;
    }

    /// <summary>Whether both halves are currencies: <c>GBP/USD</c>, <c>EUR-USD</c>, <c>EURUSD</c>, <c>EURUSD=X</c>.</summary>
    public static bool IsCurrencyPair(Symbol symbol)
    {
        var text = symbol.ToString();
        var pair = text.EndsWith("=X", StringComparison.Ordinal) ? text[..^2] : text;
        return pair.Length switch
        {
            6 => Both(pair[..3], pair[3..]),
            7 when pair[3] is '/' or '-' or '_' or '.' => Both(pair[..3], pair[4..]),
            _ => false,
        };
        static bool Both(string one, string other) =>
            one != other && s_currencies.Contains(one) && s_currencies.Contains(other);
    }

    private static bool SawSaturday(ReadOnlySpan<long> starts)
    {
        var first = ExchangeZone.NewYork.DateOf(starts[0]);
        var ahead = ((int)DayOfWeek.Saturday - (int)first.DayOfWeek + 7) % 7;
        return starts[^1] >= ExchangeZone.NewYork.Midnight(first.AddDays(ahead + 1));
    }
}
