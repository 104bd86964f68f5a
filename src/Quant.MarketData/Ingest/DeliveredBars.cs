using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Providers;
using Quant.MarketData.Quality;
using Quant.MarketData.Sessions;

namespace Quant.MarketData.Ingest;

/// <summary>
/// Judges what a provider sent: sorts it, keeps the last of entries that name one time, leaves out what was not asked
/// for, and passes every bar through <see cref="BarValidator"/>. What is refused is counted and never stored.
/// </summary>
/// <param name="symbol">The symbol.</param>
/// <param name="interval">Interval of the bars.</param>
/// <param name="calendar">When it trades.</param>
/// <param name="sessions">Parts of the day to keep.</param>
/// <param name="range">Starts of bars to keep.</param>
/// <param name="time">The clock that decides which bars have closed: the provider's.</param>
public sealed class DeliveredBars(
    Symbol symbol,
    Interval interval,
    ExchangeCalendar calendar,
    TradingSessions sessions,
    IngestWindowSpan range,
    TimeProvider time
)
{
    private readonly List<Bar> _bars = [];
    private readonly List<RowFault> _unreadable = [];

    /// <summary>Takes a page in.</summary>
    public void Add(BarPage page)
    {
        _bars.AddRange(page.Bars);
        _unreadable.AddRange(page.Unreadable);
    }

    /// <summary>Entries taken in so far, readable or not.</summary>
    public int Count => _bars.Count + _unreadable.Count;

    /// <summary>Judges all pages. Computes: a worker thread's work.</summary>
    /// <param name="source">Name the bars carry as their source.</param>
    public Delivery Judge(string source)
    {
        var validator = new BarValidator(
            source,
            interval,
            calendar,
            RefusalPolicy.SkipBadRows,
            time,
            refuseOutsideHours: true
        );
        foreach (var fault in _unreadable)
        {
            validator.Refuse(fault.Line, fault.Column, fault.Value, fault.Allowed);
        }
        var bars = new BarSeriesBuilder(_bars.Count);
        foreach (var i in InTimeOrder())
        {
            var bar = _bars[i];
            if (bar.Ts >= range.FromTs && bar.Ts < range.ToTs && IsWanted(bar) && validator.Accept(i + 1, bar))
            {
                bars.Add(bar);
            }
        }
        return new Delivery(bars.Build(symbol, interval), validator.Report());
    }

    private bool IsWanted(in Bar bar) => interval.IsDaily || !IsOtherSession(calendar.SessionOf(bar.Ts, interval).Tag);

    /// <summary>Trades of a part of the day nobody asked for; what lies outside a session is the validator's to refuse.</summary>
    private bool IsOtherSession(SessionTag tag) => tag != SessionTag.Closed && !sessions.Includes(tag);

    /// <summary>
    /// Indices by time; of entries that name one time the last sent comes first, so that the validator refuses the others
    /// as duplicates.
    /// </summary>
    private int[] InTimeOrder()
    {
        var order = new int[_bars.Count];
        var sorted = true;
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
            sorted &= i == 0 || _bars[i - 1].Ts < _bars[i].Ts;
        }
        if (!sorted)
        {
            Array.Sort(
                order,
                (a, b) => _bars[a].Ts == _bars[b].Ts ? b.CompareTo(a) : _bars[a].Ts.CompareTo(_bars[b].Ts)
            );
        }
        return order;
    }
}
