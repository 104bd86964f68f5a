using Quant.MarketData.Zones;
using Quant.Specs;

namespace Quant.MarketData.Calendars;

/// <summary>
/// New York Stock Exchange (and with it all US equities), 1998 to 2030: regular session 09:30 to 16:00 New York time,
/// to 13:00 on half days; pre-market from 04:00, post-market for four hours after the close.
/// </summary>
public sealed class NyseCalendar : ExchangeCalendar
{
    private const int FirstYear = 1998;
    private const int LastYear = 2030;
    private const long HalfDayClose = 13 * UnixMicros.PerHour;
    private const long FullDayClose = 16 * UnixMicros.PerHour;

    private static readonly DateOnly s_first = new(FirstYear, 1, 1);
    private static readonly DateOnly s_last = new(LastYear, 12, 31);

    /// <summary>One per calendar date, with an empty session (open = close) where the exchange rests.</summary>
    private readonly SessionHours[] _days = new SessionHours[s_last.DayNumber - s_first.DayNumber + 1];

    private readonly long _start;
    private readonly long _end;

    internal NyseCalendar()
    {
        var closed = new HashSet<DateOnly>(NyseExceptions.Closed.Select(day => day.Date));
        var half = new HashSet<DateOnly>(NyseExceptions.HalfDays.Select(day => day.Date));
        var noon = new HashSet<DateOnly>(NyseExceptions.NoonOpens.Select(day => day.Date));
        for (var year = FirstYear; year <= LastYear; year++)
        {
            closed.UnionWith(NyseHolidays.Closed(year));
            half.UnionWith(NyseHolidays.HalfDays(year));
        }
        for (var i = 0; i < _days.Length; i++)
        {
            var date = s_first.AddDays(i);
            var rests = date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || closed.Contains(date);
            _days[i] = rests ? Rest(date) : Session(date, half.Contains(date), noon.Contains(date));
        }
        _start = Zone.Midnight(s_first);
        _end = Zone.Midnight(s_last.AddDays(1));
    }

    public override string Name => "XNYS";
    public override ExchangeZone Zone => ExchangeZone.NewYork;
    public override DateOnly FirstDate => s_first;
    public override DateOnly LastDate => s_last;
    public override int SessionsPerYear => 252;
    public override int MinutesPerSession => 390;

    public override bool IsSession(DateOnly date) => Trades(Day(date));

    public override bool IsHalfDay(DateOnly date)
    {
        ref readonly var day = ref Day(date);
        return Trades(day) && day.Close == Zone.ToUtc(ExchangeZone.LocalMidnight(date) + HalfDayClose);
    }

    public override SessionHours HoursOf(DateOnly date)
    {
        ref readonly var day = ref Day(date);
        return Trades(day)
            ? day
            : throw new BadInputException("date", $"{date:yyyy-MM-dd}", $"a session of calendar {Name}");
    }

    public override bool TryFind(long ts, out SessionHours session)
    {
        if (ts < _start || ts >= _end)
        {
            session = default;
            return false;
        }
        // Counted in days of 24 hours from a midnight in winter, the guess is an hour late in summer and never early.
        var i = (int)((ts - _start) / UnixMicros.PerDay);
        if (i + 1 < _days.Length && ts >= _days[i + 1].DayStart)
        {
            i++;
        }
        session = _days[i];
        return Trades(session);
    }

    public override bool TryOrdinaryHours(DateOnly date, out SessionHours hours)
    {
        var ordinary = Covers(date) && date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
        hours = ordinary ? Session(date, half: false, noon: false) : default;
        return ordinary;
    }

    public override string RestReason(DateOnly date)
    {
        var what =
            !IsSession(date) ? "closed"
            : IsHalfDay(date) ? "closes at 13:00"
            : "opens late";
        var why = NyseExceptions.All.FirstOrDefault(day => day.Date == date).Reason ?? "exchange holiday";
        return $"{what}: {why}";
    }

    private static bool Trades(in SessionHours day) => day.Close > day.Open;

    private ref readonly SessionHours Day(DateOnly date)
    {
        if (!Covers(date))
        {
            throw OutOfRange(date);
        }
        return ref _days[date.DayNumber - s_first.DayNumber];
    }

    private SessionHours Rest(DateOnly date)
    {
        var start = Zone.Midnight(date);
        return new SessionHours(date, start, start, start, start, start);
    }

    private SessionHours Session(DateOnly date, bool half, bool noon)
    {
        var midnight = ExchangeZone.LocalMidnight(date);
        var open = Zone.ToUtc(midnight + (noon ? 12 * UnixMicros.PerHour : 570 * UnixMicros.PerMinute));
        var close = Zone.ToUtc(midnight + (half ? HalfDayClose : FullDayClose));
        return new SessionHours(
            date,
            Zone.Midnight(date),
            Zone.ToUtc(midnight + 4 * UnixMicros.PerHour),
            open,
            close,
            close + 4 * UnixMicros.PerHour
        );
    }
}
