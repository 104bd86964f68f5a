using Quant.MarketData.Bars;
using Quant.MarketData.Zones;
using Quant.Specs;

namespace Quant.MarketData.Calendars;

/// <summary>When a market trades: which dates are sessions, and from when to when. Immutable and free of locks.</summary>
public abstract class ExchangeCalendar
{
    /// <summary>New York Stock Exchange, 1998 to 2030.</summary>
    public static readonly NyseCalendar Nyse = new();

    /// <summary>Round the clock, every day, days cut at midnight UTC: crypto.</summary>
    public static readonly AlwaysOpenCalendar AlwaysOpen = new();

    /// <summary>Round the clock from Sunday evening to Friday evening: foreign exchange.</summary>
    public static readonly ForexCalendar Forex = new();

    /// <summary>All calendars by their names.</summary>
    public static readonly IReadOnlyList<ExchangeCalendar> All = [Nyse, AlwaysOpen, Forex];

    /// <summary>The names in words, for errors: <c>XNYS, 24x7 or 24x5</c>.</summary>
    public const string Known = "XNYS, 24x7 or 24x5";

    /// <summary>Code the user names it by: <c>XNYS</c> (ISO 10383), <c>24x7</c>, <c>24x5</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Zone of the exchange's clocks.</summary>
    public abstract ExchangeZone Zone { get; }

    /// <summary>First date the calendar knows.</summary>
    public abstract DateOnly FirstDate { get; }

    /// <summary>Last date the calendar knows.</summary>
    public abstract DateOnly LastDate { get; }

    /// <summary>Sessions a year, by convention: 252 for a stock exchange, 260 for foreign exchange, 365 round the clock.</summary>
    public abstract int SessionsPerYear { get; }

    /// <summary>Minutes of a whole regular session.</summary>
    public abstract int MinutesPerSession { get; }

    /// <summary>True when the date lies within <see cref="FirstDate"/> and <see cref="LastDate"/>.</summary>
    public bool Covers(DateOnly date) => date >= FirstDate && date <= LastDate;

    /// <summary>True when the market trades on the date.</summary>
    /// <exception cref="BadInputException">The date is outside the calendar.</exception>
    public abstract bool IsSession(DateOnly date);

    /// <summary>True for a session that closes early.</summary>
    /// <exception cref="BadInputException">The date is outside the calendar.</exception>
    public abstract bool IsHalfDay(DateOnly date);

    /// <summary>The hours of a session.</summary>
    /// <exception cref="BadInputException">The date is no session, or outside the calendar.</exception>
    public abstract SessionHours HoursOf(DateOnly date);

    /// <summary>The session of the date an instant falls on; false where that date is none or outside the calendar.</summary>
    public abstract bool TryFind(long ts, out SessionHours session);

    /// <summary>
    /// The hours the date would have if no holiday, half day or special closing fell on it; false on days of the week
    /// without trading and outside the calendar.
    /// </summary>
    public abstract bool TryOrdinaryHours(DateOnly date, out SessionHours hours);

    /// <summary>Why the market rests on a date, or for a part of it, at a time it ordinarily trades; in words.</summary>
    public abstract string RestReason(DateOnly date);

    /// <summary>Regular open, microseconds UTC.</summary>
    public long Open(DateOnly date) => HoursOf(date).Open;

    /// <summary>Regular close (the early one on a half day), microseconds UTC.</summary>
    public long Close(DateOnly date) => HoursOf(date).Close;

    /// <summary>Session dates from one date to another, both included.</summary>
    public IEnumerable<DateOnly> Sessions(DateOnly from, DateOnly to)
    {
        for (var date = from; date <= to; date = date.AddDays(1))
        {
            if (IsSession(date))
            {
                yield return date;
            }
        }
    }

    /// <summary>Where an instant falls in the trading day.</summary>
    public SessionPoint SessionOf(long ts)
    {
        if (!TryFind(ts, out var session))
        {
            return new SessionPoint(Zone.DateOf(ts), SessionTag.Closed);
        }
        return new SessionPoint(session.Date, TagOf(session, ts));
    }

    /// <summary>
    /// Where a bar falls: regular if any of its time lies in the regular session (the 09:00 bar of an hourly file cut at
    /// full hours holds the trades from 09:30); a daily bar of a session is regular.
    /// </summary>
    public SessionPoint SessionOf(long ts, Interval interval)
    {
        if (!TryFind(ts, out var session))
        {
            return new SessionPoint(Zone.DateOf(ts), SessionTag.Closed);
        }
        return new SessionPoint(session.Date, TagOf(session, ts, interval));
    }

    /// <summary>
    /// The moment a bar is known, microseconds UTC: one interval after its start, or the regular close where that comes
    /// first; of a daily bar the close of its session. No decision before this moment may use the bar.
    /// </summary>
    /// <remarks>
    /// Bars of dates on which the market is closed, and those that start at or after the regular close, end one nominal
    /// interval after their start.
    /// </remarks>
    public long BarEnd(long ts, Interval interval) =>
        TryFind(ts, out var session) ? BarEnd(session, ts, interval) : ts + interval.Micros;

    /// <summary><see cref="BarEnd(long, Interval)"/> of many bars.</summary>
    public long[] BarEnds(ReadOnlySpan<long> starts, Interval interval)
    {
        var ends = new long[starts.Length];
        for (var i = 0; i < starts.Length; i++)
        {
            ends[i] = BarEnd(starts[i], interval);
        }
        return ends;
    }

    /// <summary>Bars of a whole regular session: 390 of 1m, 7 of 1h (the last one shorter), 1 of 1d on XNYS.</summary>
    public int BarsPerSession(Interval interval) =>
        interval.IsDaily ? 1 : (MinutesPerSession + interval.Minutes - 1) / interval.Minutes;

    /// <summary>Bars a year, by convention, which annualises a mean (and, by its root, a standard deviation).</summary>
    public double PeriodsPerYear(Interval interval) => (double)SessionsPerYear * BarsPerSession(interval);

    /// <exception cref="BadInputException">No such calendar.</exception>
    public static ExchangeCalendar Parse(string name, string field = "calendar") =>
        name.ToUpperInvariant() switch
        {
            "XNYS" or "NYSE" => Nyse,
            "24X7" or "24/7" => AlwaysOpen,
            "24X5" or "24/5" => Forex,
            _ => throw new BadInputException(field, name, Known),
        };

    public override string ToString() => Name;

    /// <summary><see cref="BarEnd(long, Interval)"/> of a bar whose session is known.</summary>
    internal static long BarEnd(in SessionHours session, long ts, Interval interval)
    {
        var end = ts + interval.Micros;
        return interval.IsDaily ? session.Close
            : ts < session.Close ? Math.Min(end, session.Close)
            : end;
    }

    /// <summary><see cref="SessionOf(long, Interval)"/> of a bar whose session is known.</summary>
    internal static SessionTag TagOf(in SessionHours session, long ts, Interval interval)
    {
        var regular = interval.IsDaily || (ts < session.Close && ts + interval.Micros > session.Open);
        return regular ? SessionTag.Regular : TagOf(session, ts);
    }

    private static SessionTag TagOf(in SessionHours session, long ts) =>
        ts < session.PreOpen ? SessionTag.Closed
        : ts < session.Open ? SessionTag.Pre
        : ts < session.Close ? SessionTag.Regular
        : ts < session.PostClose ? SessionTag.Post
        : SessionTag.Closed;

    /// <summary>The error for a date the calendar does not know.</summary>
    protected BadInputException OutOfRange(DateOnly date) =>
        new("date", $"{date:yyyy-MM-dd}", $"{FirstDate:yyyy-MM-dd} to {LastDate:yyyy-MM-dd} for calendar {Name}");
}
