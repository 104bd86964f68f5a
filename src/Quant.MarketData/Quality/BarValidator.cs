using System.Globalization;
using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.Specs;

namespace Quant.MarketData.Quality;

/// <summary>
/// Judges every bar before it enters the lake, in the order read: prices finite and above zero, high and low around
/// them, volume not negative, times strictly ascending, on the interval's grid, on a day the market traded, and the bar
/// closed by now. Bars of a session date outside the regular hours are kept and counted apart.
/// </summary>
/// <remarks>
/// Grid: minute bars start at whole minutes, those of 5, 15 and 30 minutes at multiples of their length, hourly bars at
/// full or half hours (files are cut at 09:00 or at 09:30), daily bars at midnight in the calendar's zone.
/// </remarks>
/// <param name="source">Name of the file or provider, for errors.</param>
/// <param name="interval">Interval of the bars.</param>
/// <param name="calendar">When the market trades.</param>
/// <param name="policy">Whether the first fault ends the import.</param>
/// <param name="time">The clock that decides what lies in the future.</param>
/// <param name="lastTs">Time of the bar before the first one, where the bars continue others.</param>
/// <param name="refuseOutsideHours">Whether bars of a session date outside all trading hours are faults.</param>
/// <param name="unit">What rows are counted in: lines, or the rows of a file that has none.</param>
public sealed class BarValidator(
    string source,
    Interval interval,
    ExchangeCalendar calendar,
    RefusalPolicy policy,
    TimeProvider time,
    long lastTs = long.MinValue,
    bool refuseOutsideHours = false,
    string unit = "line"
)
{
    internal const int ExamplesKept = 3;

    private readonly long _now = UnixMicros.From(time.GetUtcNow());
    private readonly SortedDictionary<BarFault, (long Count, List<RowFault> Examples)> _refused = [];
    private readonly long[] _tags = new long[4];
    private long _lastTs = lastTs;
    private long _read;

    /// <summary>True when the bar is accepted; a faulty one is counted, or thrown under a strict policy.</summary>
    /// <param name="line">Line in the file, counted from 1.</param>
    /// <param name="bar">The bar.</param>
    /// <exception cref="BadInputException">A fault, under <see cref="RefusalPolicy.Strict"/>.</exception>
    public bool Accept(long line, in Bar bar)
    {
        _read++;
        if (Judge(line, bar, out var tag) is { } fault)
        {
            Record(fault);
            return false;
        }
        _lastTs = bar.Ts;
        _tags[(int)tag]++;
        return true;
    }

    /// <summary>Counts a row that could not even be read.</summary>
    /// <exception cref="BadInputException">Under <see cref="RefusalPolicy.Strict"/>.</exception>
    public void Refuse(long line, string column, string value, string allowed)
    {
        _read++;
        Record(new RowFault(line, column, value, allowed, BarFault.Unreadable));
    }

    /// <summary>What was accepted and refused so far.</summary>
    public ValidationReport Report() =>
        new(
            _read,
            _tags.Sum(),
            _tags[(int)SessionTag.Regular],
            _tags[(int)SessionTag.Pre],
            _tags[(int)SessionTag.Post],
            _tags[(int)SessionTag.Closed],
            [.. _refused.Select(pair => new Refusal(pair.Key, pair.Value.Count, [.. pair.Value.Examples]))]
        );

    private void Record(RowFault fault)
    {
        if (policy == RefusalPolicy.Strict)
        {
            throw fault.ToError(source, unit);
        }
        if (!_refused.TryGetValue(fault.Fault, out var entry))
        {
            entry = (0, []);
        }
        if (entry.Examples.Count < ExamplesKept)
        {
            entry.Examples.Add(fault);
        }
        _refused[fault.Fault] = (entry.Count + 1, entry.Examples);
    }

    private RowFault? Judge(long line, in Bar bar, out SessionTag tag)
    {
        tag = SessionTag.Closed;
        return JudgePrices(line, bar) ?? JudgeTime(line, bar.Ts, out tag);
    }

    private static RowFault? JudgePrices(long line, in Bar bar)
    {
        const string Price = "a finite price above 0";
        if (!IsPrice(bar.Open))
        {
            return At(line, "open", bar.Open, Price, BarFault.PriceNotPositive);
        }
        if (!IsPrice(bar.High))
        {
            return At(line, "high", bar.High, Price, BarFault.PriceNotPositive);
        }
        if (!IsPrice(bar.Low))
        {
            return At(line, "low", bar.Low, Price, BarFault.PriceNotPositive);
        }
        if (!IsPrice(bar.Close))
        {
            return At(line, "close", bar.Close, Price, BarFault.PriceNotPositive);
        }
        var top = Math.Max(Math.Max(bar.Open, bar.Close), bar.Low);
        if (bar.High < top)
        {
            return At(line, "high", bar.High, $"at least open, low and close: {Text(top)}", BarFault.HighTooLow);
        }
        var bottom = Math.Min(bar.Open, bar.Close);
        if (bar.Low > bottom)
        {
            return At(line, "low", bar.Low, $"at most open and close: {Text(bottom)}", BarFault.LowTooHigh);
        }
        if (!(bar.Volume >= 0 && double.IsFinite(bar.Volume)))
        {
            return At(line, "volume", bar.Volume, "a finite number, 0 or more", BarFault.VolumeNegative);
        }
        if (!double.IsNaN(bar.Vwap) && !IsPrice(bar.Vwap))
        {
            return At(line, "vwap", bar.Vwap, Price, BarFault.DetailInvalid);
        }
        return bar.TradeCount < -1
            ? At(line, "trade_count", bar.TradeCount, "a whole number, 0 or more", BarFault.DetailInvalid)
            : null;
    }

    private RowFault? JudgeTime(long line, long ts, out SessionTag tag)
    {
        tag = SessionTag.Closed;
        if (ts <= _lastTs)
        {
            var fault = ts == _lastTs ? BarFault.DuplicateTime : BarFault.TimeDescends;
            return At(line, ts, $"a time after {UnixMicros.Format(_lastTs)}, the row before", fault);
        }
        if (ts > _now)
        {
            return At(line, ts, $"a bar closed by now, {UnixMicros.Format(_now)}", BarFault.InFuture);
        }
        var known = calendar.TryFind(ts, out var session);
        if (!known && !calendar.Covers(calendar.Zone.DateOf(ts)))
        {
            var range = $"{calendar.FirstDate:yyyy-MM-dd} to {calendar.LastDate:yyyy-MM-dd}, which {calendar} knows";
            return At(line, ts, range, BarFault.OutsideCalendar);
        }
        if (OffGrid(ts) is { } grid)
        {
            return At(line, ts, grid, BarFault.OffGrid);
        }
        if (!known)
        {
            return At(line, ts, $"a day on which {calendar} trades", BarFault.MarketClosed);
        }
        if (ExchangeCalendar.BarEnd(session, ts, interval) > _now)
        {
            return At(line, ts, $"a bar closed by now, {UnixMicros.Format(_now)}", BarFault.InFuture);
        }
        tag = ExchangeCalendar.TagOf(session, ts, interval);
        return tag == SessionTag.Closed && refuseOutsideHours
            ? At(line, ts, $"a time within the trading hours of {calendar}", BarFault.OutsideHours)
            : null;
    }

    private string? OffGrid(long ts)
    {
        if (interval.IsDaily)
        {
            return calendar.Zone.Midnight(calendar.Zone.DateOf(ts)) == ts ? null : $"midnight in {calendar.Zone}";
        }
        var step = Math.Min(interval.Minutes, 30);
        return ts % (step * UnixMicros.PerMinute) == 0
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"a multiple of {step} minutes for bars of {interval}");
    }

    private static bool IsPrice(double price) => price > 0 && double.IsFinite(price);

    private static RowFault At(long line, string column, double value, string allowed, BarFault fault) =>
        new(line, column, Text(value), allowed, fault);

    private static RowFault At(long line, long ts, string allowed, BarFault fault) =>
        new(line, "timestamp", Instant(ts), allowed, fault);

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Instant(long ts) => UnixMicros.Format(ts);
}
