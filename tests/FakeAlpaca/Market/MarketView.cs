using FakeAlpaca.Faults;
using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.Specs;

namespace FakeAlpaca.Market;

/// <summary>The market as it can be seen at a moment: bars that have closed by then, in the version told by then.</summary>
internal sealed class MarketView(MadeUpMarket market, MarketFaults faults, long now)
{
    public long Now => now;

    public MadeUpMarket Market => market;

    /// <summary>Days on which the symbol trades.</summary>
    public TradingDays Days(string symbol) => market.Instrument(symbol).Days;

    /// <summary>The last date that has begun, in the zone of the symbol's market.</summary>
    public DateOnly Today(string symbol) => market.Instrument(symbol).Calendar.Zone.DateOf(now);

    /// <summary>Closed minute bars of a date, ascending. Not to be written to.</summary>
    public ReadOnlySpan<Bar> Minutes(string symbol, DateOnly date)
    {
        var instrument = market.Instrument(symbol);
        if (instrument.Days.OrdinalOf(date) == 0)
        {
            return [];
        }
        var hours = instrument.Calendar.HoursOf(date);
        if (hours.PreOpen + UnixMicros.PerMinute > now)
        {
            return [];
        }
        var day = faults.Apply(symbol, market.Day(symbol, date), hours.DayStart, hours.PostClose);
        if (day.Length == 0 || day[^1].Ts + UnixMicros.PerMinute + MadeUpMarket.LateBy <= now)
        {
            return day;
        }
        var closed = day.Length;
        while (closed > 0 && day[closed - 1].Ts + UnixMicros.PerMinute > now)
        {
            closed--;
        }
        var fresh = closed - 1;
        if (fresh < 0 || now >= day[fresh].Ts + UnixMicros.PerMinute + MadeUpMarket.LateBy)
        {
            return day.AsSpan(0, closed);
        }
        if (!faults.IsRevised(symbol, day[fresh].Ts) && market.FirstTold(symbol, day[fresh]) is { } first)
        {
            var told = day[..closed];
            told[fresh] = first;
            return told;
        }
        return day.AsSpan(0, closed);
    }

    /// <summary>Closed bars of a date, ascending: minutes summed up over full hours, or a regular session.</summary>
    public ReadOnlySpan<Bar> Bars(string symbol, DateOnly date, Timeframe timeframe)
    {
        var minutes = Minutes(symbol, date);
        if (timeframe == Timeframe.Minute1 || minutes.IsEmpty)
        {
            return minutes;
        }
        var hours = market.Instrument(symbol).Calendar.HoursOf(date);
        if (!timeframe.IsDaily)
        {
            return timeframe.Sum(minutes, now);
        }
        return hours.Close <= now && Session(minutes, hours) is { } daily ? new[] { daily } : [];
    }

    /// <summary>The daily bar so far; null before the first trade of the regular session.</summary>
    public Bar? Session(string symbol, DateOnly date)
    {
        var instrument = market.Instrument(symbol);
        return instrument.Days.OrdinalOf(date) == 0
            ? null
            : Session(Minutes(symbol, date), instrument.Calendar.HoursOf(date));
    }

    /// <summary>The last closed minute bar; null where the last ten days have none.</summary>
    public Bar? Latest(string symbol)
    {
        var days = Days(symbol);
        var date = days.OnOrBefore(Today(symbol));
        for (var i = 0; i < 10 && date is { } day; i++)
        {
            if (Minutes(symbol, day) is { IsEmpty: false } bars)
            {
                return bars[^1];
            }
            date = days.OnOrBefore(day.AddDays(-1));
        }
        return null;
    }

    private static Bar? Session(ReadOnlySpan<Bar> minutes, in SessionHours hours)
    {
        var from = 0;
        while (from < minutes.Length && minutes[from].Ts < hours.Open)
        {
            from++;
        }
        var to = from;
        while (to < minutes.Length && minutes[to].Ts < hours.Close)
        {
            to++;
        }
        return to > from ? Timeframe.Sum(hours.DayStart, minutes[from..to]) : null;
    }
}
