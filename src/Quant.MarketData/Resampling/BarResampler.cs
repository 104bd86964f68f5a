using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.Specs;

namespace Quant.MarketData.Resampling;

/// <summary>
/// Makes longer bars of shorter ones, aligned to the session: buckets count from the regular open, so hourly bars of
/// XNYS start at 09:30, 10:30, … and the last one, 15:30, lasts half an hour. A bucket starts at its nominal time even
/// when its first minutes had no trades, and comes out once, when its whole time has passed.
/// </summary>
/// <remarks>
/// Open is the first bar's, high the highest, low the lowest, close the last bar's; volume and trade count are sums,
/// in time order. VWAP is weighted by volume, NaN if any bar with volume lacks one or if there was no volume; the trade
/// count is -1 if any bar's is. A source bar that starts before the open and reaches into it counts as regular (hourly
/// files cut at full hours). Bars of days without a session, and outside all trading hours, are left out.
/// </remarks>
public sealed class BarResampler
{
    private readonly Interval _source;
    private readonly Interval _target;
    private readonly ExchangeCalendar _calendar;
    private readonly ExtendedHours _extended;

    private Bucket _bucket;
    private long _lastTs = long.MinValue;

    /// <exception cref="BadInputException">The target is not longer than the source, or no multiple of it.</exception>
    public BarResampler(
        Interval source,
        Interval target,
        ExchangeCalendar calendar,
        ExtendedHours extended = ExtendedHours.Exclude
    )
    {
        if (target.Minutes <= source.Minutes || target.Minutes % source.Minutes != 0)
        {
            throw new BadInputException("interval", target, $"an interval longer than {source}, which the bars have");
        }
        (_source, _target, _calendar, _extended) = (source, target, calendar, extended);
    }

    /// <summary>Takes the next bar in time; adds to the output whatever is complete once that bar has closed.</summary>
    /// <exception cref="ArgumentException">The bar does not come after the one before.</exception>
    public void Push(in Bar bar, BarSeriesBuilder output)
    {
        if (bar.Ts <= _lastTs)
        {
            throw new ArgumentException($"Time {bar.Ts} does not come after {_lastTs}.", nameof(bar));
        }
        _lastTs = bar.Ts;
        if (Locate(bar.Ts, out var start, out var end))
        {
            if (_bucket.IsOpen && _bucket.Start != start)
            {
                output.Add(_bucket.Take());
            }
            _bucket.Add(bar, start, end);
        }
        Advance(_calendar.BarEnd(bar.Ts, _source), output);
    }

    /// <summary>Tells the time without a bar (no trades): adds the open bucket to the output if it has ended by then.</summary>
    /// <param name="now">Microseconds UTC.</param>
    /// <param name="output">Receives the bar.</param>
    public void Advance(long now, BarSeriesBuilder output)
    {
        if (_bucket.IsOpen && _bucket.End <= now)
        {
            output.Add(_bucket.Take());
        }
    }

    /// <summary>All buckets of a series that are complete at a time.</summary>
    /// <param name="series">The shorter bars.</param>
    /// <param name="target">The longer interval; the series itself comes back when it has it already.</param>
    /// <param name="calendar">When the market trades.</param>
    /// <param name="extended">What to do with bars outside the regular session.</param>
    /// <param name="asOf">The time, microseconds UTC; null means the close of the last bar.</param>
    /// <exception cref="BadInputException">The target is shorter than the series' interval, or no multiple of it.</exception>
    public static BarSeries Resample(
        BarSeries series,
        Interval target,
        ExchangeCalendar calendar,
        ExtendedHours extended = ExtendedHours.Exclude,
        long? asOf = null
    )
    {
        if (target == series.Interval)
        {
            return series;
        }
        var resampler = new BarResampler(series.Interval, target, calendar, extended);
        var output = new BarSeriesBuilder(series.Count / (target.Minutes / series.Interval.Minutes) + 4);
        for (var i = 0; i < series.Count; i++)
        {
            if (asOf is { } limit && calendar.BarEnd(series.Ts[i], series.Interval) > limit)
            {
                break;
            }
            resampler.Push(series[i], output);
        }
        if (asOf is { } now)
        {
            resampler.Advance(now, output);
        }
        return output.Build(series.Symbol, target);
    }

    /// <summary>The bucket a bar belongs to; false when it is left out.</summary>
    private bool Locate(long ts, out long start, out long end)
    {
        (start, end) = (0, 0);
        if (!_calendar.TryFind(ts, out var session))
        {
            return false;
        }
        var regular = ts < session.Close && ts + _source.Micros > session.Open;
        if (_target.IsDaily)
        {
            (start, end) = (session.DayStart, session.Close);
            return regular;
        }
        if (regular)
        {
            (start, end) = Cut(Math.Max(ts, session.Open), session.Open, session.Close);
            return true;
        }
        if (_extended == ExtendedHours.Exclude)
        {
            return false;
        }
        if (ts >= session.PreOpen && ts < session.Open)
        {
            (start, end) = Cut(ts, session.PreOpen, session.Open);
            return true;
        }
        if (ts >= session.Close && ts < session.PostClose)
        {
            (start, end) = Cut(ts, session.Close, session.PostClose);
            return true;
        }
        return false;
    }

    private (long Start, long End) Cut(long ts, long from, long to)
    {
        var start = from + (ts - from) / _target.Micros * _target.Micros;
        return (start, Math.Min(start + _target.Micros, to));
    }
}
