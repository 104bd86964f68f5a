using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Sessions;
using Quant.Specs;

namespace Quant.MarketData.Gaps;

/// <summary>
/// Where the bars of a date start. Minute bars at every minute of the chosen parts; longer ones count from the start of
/// their part, as the resampler cuts them, or, in sessions whose hourly bars say so, at full hours; a daily bar stands
/// at the start of its date.
/// </summary>
internal sealed class SessionGrid(ExchangeCalendar calendar, Interval interval, TradingSessions sessions)
{
    private readonly List<SessionPiece> _pieces = [];

    /// <summary>From one start to the next, microseconds.</summary>
    public long Step => interval.Micros;

    /// <summary>
    /// Stretches of a date, in ascending time and disjoint; each is walked from its start in steps. Valid until the next
    /// call.
    /// </summary>
    /// <param name="date">A date of the calendar.</param>
    /// <param name="session">Its hours; default where the market is closed.</param>
    /// <param name="fullHours">Hourly bars start at full hours.</param>
    public IReadOnlyList<SessionPiece> PiecesOf(DateOnly date, in SessionHours session, bool fullHours)
    {
        _pieces.Clear();
        var trades = session.Close > session.Open;
        if (trades)
        {
            Add(session, fullHours, rests: false);
        }
        var expected = _pieces.Count;
        if (
            (!trades || !interval.IsDaily)
            && calendar.TryOrdinaryHours(date, out var ordinary)
            && !Covers(session, ordinary)
        )
        {
            Add(ordinary, fullHours, rests: true);
            CutExpected(expected);
        }
        return _pieces;
    }

    private static bool Covers(in SessionHours session, in SessionHours ordinary) =>
        session.PreOpen == ordinary.PreOpen
        && session.Open == ordinary.Open
        && session.Close == ordinary.Close
        && session.PostClose == ordinary.PostClose;

    private void Add(in SessionHours hours, bool fullHours, bool rests)
    {
        if (interval.IsDaily)
        {
            if (sessions.HasFlag(TradingSessions.Regular))
            {
                _pieces.Add(new SessionPiece(hours.DayStart, EndOfDay(hours.Date), SessionTag.Regular, rests));
            }
            return;
        }
        var open = fullHours ? hours.Open - hours.Open % UnixMicros.PerHour : hours.Open;
        Add(hours.PreOpen, open, SessionTag.Pre, TradingSessions.Pre, rests);
        Add(open, hours.Close, SessionTag.Regular, TradingSessions.Regular, rests);
        Add(hours.Close, hours.PostClose, SessionTag.Post, TradingSessions.Post, rests);
    }

    private long EndOfDay(DateOnly date) => calendar.Zone.Midnight(date.AddDays(1));

    private void Add(long from, long to, SessionTag tag, TradingSessions part, bool rests)
    {
        if (to > from && sessions.HasFlag(part))
        {
            _pieces.Add(new SessionPiece(from, to, tag, rests));
        }
    }

    /// <summary>Leaves of the resting stretches what no expected one covers, and puts all in order.</summary>
    private void CutExpected(int expected)
    {
        for (var i = _pieces.Count - 1; i >= expected; i--)
        {
            var rest = _pieces[i];
            _pieces.RemoveAt(i);
            var from = rest.From;
            for (var k = 0; k < expected && from < rest.To; k++)
            {
                var covered = _pieces[k];
                if (covered.To <= from || covered.From >= rest.To)
                {
                    continue;
                }
                AddRest(rest, from, covered.From);
                from = covered.To;
            }
            AddRest(rest, from, rest.To);
        }
        _pieces.Sort((left, right) => left.From.CompareTo(right.From));
    }

    /// <summary>The part of a resting stretch from its first start on the stretch's own grid.</summary>
    private void AddRest(in SessionPiece rest, long from, long to)
    {
        var start = rest.From + (from - rest.From + Step - 1) / Step * Step;
        if (start < to)
        {
            _pieces.Add(rest with { From = start, To = to });
        }
    }
}
