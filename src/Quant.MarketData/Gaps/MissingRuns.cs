using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Sessions;

namespace Quant.MarketData.Gaps;

/// <summary>Missing bars in a row, within one stretch of a date; not yet judged.</summary>
/// <param name="From">First start.</param>
/// <param name="To">Where the next bar would start, or the stretch ends.</param>
/// <param name="Bars">How many.</param>
/// <param name="Day">Index of the date among <see cref="MissingRuns.Days"/>.</param>
/// <param name="Tag">The part of the day.</param>
/// <param name="Rests">The market rested.</param>
/// <param name="Settled">A later bar of that part of the day, or its end, shows that nothing more will come.</param>
internal readonly record struct MissingRun(
    long From,
    long To,
    int Bars,
    int Day,
    SessionTag Tag,
    bool Rests,
    bool Settled
);

/// <summary>What a date of the scan has of what is expected.</summary>
/// <param name="Session">Its hours; default where the market is closed.</param>
/// <param name="Date">The date.</param>
/// <param name="Expected">Bars expected in the chosen parts of the day.</param>
/// <param name="Present">Of those, present.</param>
/// <param name="RegularExpected">Bars expected in the regular session.</param>
/// <param name="RegularPresent">Of those, present.</param>
internal readonly record struct ScannedDay(
    SessionHours Session,
    DateOnly Date,
    int Expected,
    int Present,
    int RegularExpected,
    int RegularPresent
);

/// <summary>Lays the bars on the calendar's grid, date by date: what is there, and which places are empty.</summary>
internal sealed class MissingRuns
{
    private readonly List<MissingRun> _runs = [];
    private readonly List<ScannedDay> _days = [];
    private readonly BarSeries _bars;
    private readonly long _fromTs;
    private readonly long _toTs;
    private readonly SessionGrid _grid;
    private int _next;

    public MissingRuns(BarSeries bars, ExchangeCalendar calendar, TradingSessions sessions, long fromTs, long toTs)
    {
        var zone = calendar.Zone;
        (_bars, _grid) = (bars, new SessionGrid(calendar, bars.Interval, sessions));
        _fromTs = Math.Max(fromTs, zone.Midnight(calendar.FirstDate));
        _toTs = Math.Min(toTs, zone.Midnight(calendar.LastDate.AddDays(1)));
        if (_fromTs >= _toTs)
        {
            return;
        }
        _next = bars.FirstAtOrAfter(_fromTs);
        var phase = new HourPhase(bars, calendar);
        var last = zone.DateOf(_toTs - 1);
        for (var date = zone.DateOf(_fromTs); date <= last; date = date.AddDays(1))
        {
            var session = calendar.IsSession(date) ? calendar.HoursOf(date) : default;
            var hours = session;
            if (session.Close == 0 && !calendar.TryOrdinaryHours(date, out hours))
            {
                continue;
            }
            Lay(date, session, _grid.PiecesOf(date, session, phase.FullHours(hours)));
        }
    }

    /// <summary>Runs of empty places by time.</summary>
    public IReadOnlyList<MissingRun> Runs => _runs;

    /// <summary>Dates on which the market trades, or ordinarily would, in order.</summary>
    public IReadOnlyList<ScannedDay> Days => _days;

    private void Lay(DateOnly date, in SessionHours session, IReadOnlyList<SessionPiece> pieces)
    {
        var (expected, present, regularExpected, regularPresent) = (0, 0, 0, 0);
        foreach (var piece in pieces)
        {
            var (places, there) = Lay(piece, session);
            if (piece.Rests)
            {
                continue;
            }
            expected += places;
            present += there;
            if (piece.Tag == SessionTag.Regular)
            {
                regularExpected += places;
                regularPresent += there;
            }
        }
        _days.Add(new ScannedDay(session, date, expected, present, regularExpected, regularPresent));
    }

    private (int Places, int There) Lay(in SessionPiece piece, in SessionHours session)
    {
        var (ts, step, interval) = (_bars.Ts, _grid.Step, _bars.Interval);
        var (places, there, runFrom, runBars) = (0, 0, 0L, 0);
        var place = piece.From;
        if (place < _fromTs)
        {
            place += (_fromTs - place + step - 1) / step * step;
        }
        for (; place < piece.To; place += step)
        {
            if ((piece.Rests ? place + step : ExchangeCalendar.BarEnd(session, place, interval)) > _toTs)
            {
                break;
            }
            places++;
            while (_next < ts.Length && ts[_next] < place)
            {
                _next++;
            }
            if (_next < ts.Length && ts[_next] == place)
            {
                there++;
                if (runBars > 0)
                {
                    AddRun(piece, runFrom, place, runBars, settled: true);
                    runBars = 0;
                }
            }
            else if (runBars++ == 0)
            {
                runFrom = place;
            }
        }
        if (runBars > 0)
        {
            AddRun(piece, runFrom, Math.Min(place, piece.To), runBars, settled: piece.To <= _toTs);
        }
        return (places, there);
    }

    private void AddRun(in SessionPiece piece, long from, long to, int bars, bool settled) =>
        _runs.Add(new MissingRun(from, to, bars, _days.Count, piece.Tag, piece.Rests, settled));
}
