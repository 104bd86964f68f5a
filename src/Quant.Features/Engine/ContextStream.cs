using Quant.Features.Operators;
using Quant.Features.Sets;
using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;

namespace Quant.Features.Engine;

/// <summary>
/// A context symbol beside the symbol's own rows: its bars are taken in as they close, and each row is given the values
/// of the last bar that had closed when the row did. A bar is never seen before its close, so a daily bar is seen on
/// minute rows only from the end of its session on.
/// </summary>
internal sealed class ContextStream
{
    private const long Never = long.MinValue;

    private readonly SeriesColumns _columns;
    private readonly long[] _ends;
    private readonly long _maxAge;
    private readonly IReadOnlyList<OperatorRun> _runs;
    private readonly int[] _targets;
    private readonly double[] _last;
    private double _lastClose = double.NaN;
    private long _lastEnd = Never;
    private long _lastTs = Never;

    /// <param name="bars">Its bars.</param>
    /// <param name="calendar">Calendar it trades by.</param>
    /// <param name="maxAge">Microseconds after its close for which a bar may be used.</param>
    /// <param name="runs">Operators that are computed on its bars.</param>
    public ContextStream(BarSeries bars, ExchangeCalendar calendar, long maxAge, IReadOnlyList<OperatorRun> runs)
    {
        _columns = new SeriesColumns(bars, calendar, first: 0);
        _ends = calendar.BarEnds(bars.Ts, bars.Interval);
        _maxAge = maxAge;
        _runs = runs;
        _targets =
        [
            .. runs.SelectMany(run => run.Targets)
                .Where(target => target >= 0)
                .Concat(runs.SelectMany(run => run.Duplicates).Select(d => d.To)),
        ];
        _last = new double[_targets.Length];
        Array.Fill(_last, double.NaN);
    }

    /// <summary>Start of the first bar not taken in yet: what a later run has to be given.</summary>
    public long NeededFrom => _lastTs == Never ? Never : _lastTs + 1;

    /// <summary>Takes in the bars that closed by the last of some rows and gives each row the values it could know.</summary>
    /// <param name="rowEnds">Closes of the rows, ascending.</param>
    /// <param name="columns">Columns of the set; those of this symbol are written.</param>
    /// <param name="closes">Receives this symbol's close, as known at each row.</param>
    /// <param name="at">Where in the columns the first row goes.</param>
    /// <param name="cancel">Looked at between chunks of rows.</param>
    public void Advance(
        ReadOnlySpan<long> rowEnds,
        double[][] columns,
        Span<double> closes,
        int at,
        CancellationToken cancel
    )
    {
        if (rowEnds.IsEmpty)
        {
            return;
        }
        var bars = _columns.Bars;
        var from = _lastTs == Never ? 0 : bars.FirstAtOrAfter(_lastTs + 1);
        var to = from;
        while (to < _ends.Length && _ends[to] <= rowEnds[^1])
        {
            to++;
        }
        var computed = Compute(columns.Length, from, to, cancel);
        var next = from;
        for (var row = 0; row < rowEnds.Length; row++)
        {
            while (next < to && _ends[next] <= rowEnds[row])
            {
                next++;
            }
            var end = next > from ? _ends[next - 1] : _lastEnd;
            var usable = end != Never && rowEnds[row] - end <= _maxAge;
            closes[row] =
                !usable ? double.NaN
                : next > from ? bars.Close[next - 1]
                : _lastClose;
            for (var i = 0; i < _targets.Length; i++)
            {
                columns[_targets[i]][at + row] =
                    !usable ? double.NaN
                    : next > from ? computed[_targets[i]][next - 1 - from]
                    : _last[i];
            }
        }
        if (to > from)
        {
            Keep(computed, to - 1 - from, bars, to - 1);
        }
    }

    public void Exchange(OperatorState state)
    {
        state.Exchange(ref _lastTs);
        state.Exchange(ref _lastEnd);
        state.Exchange(ref _lastClose);
        state.Exchange(_last);
        foreach (var run in _runs)
        {
            run.Operator.Exchange(state);
        }
    }

    private double[][] Compute(int count, int from, int to, CancellationToken cancel)
    {
        var computed = new double[count][];
        foreach (var target in _targets)
        {
            computed[target] = new double[to - from];
        }
        foreach (var run in _runs)
        {
            run.Advance(_columns.For(run.Operator.Inputs, run.Source, null), from, to, computed, 0, cancel);
        }
        return computed;
    }

    private void Keep(double[][] computed, int row, BarSeries bars, int bar)
    {
        (_lastTs, _lastEnd, _lastClose) = (bars.Ts[bar], _ends[bar], bars.Close[bar]);
        for (var i = 0; i < _targets.Length; i++)
        {
            _last[i] = computed[_targets[i]][row];
        }
    }
}
