using Quant.MarketData.Calendars;
using Quant.Specs;

namespace Quant.MarketData.Gaps;

/// <summary>Known halts, asked for bars in ascending time.</summary>
internal sealed class HaltTimes
{
    private readonly List<(long From, long To, string Reason)> _halts = [];
    private int _next;

    public HaltTimes(IReadOnlyList<TradingHalt> told, ExchangeCalendar calendar)
    {
        var all = told.Concat(MarketWideHalts.Of(calendar))
            .OrderBy(halt => halt.FromTs)
            .ThenBy(halt => halt.ToTs)
            .ThenBy(halt => halt.Reason, StringComparer.Ordinal);
        var end = long.MinValue;
        foreach (var halt in all.Where(halt => halt.ToTs > halt.FromTs))
        {
            if (halt.ToTs > end)
            {
                _halts.Add((Math.Max(halt.FromTs, end), halt.ToTs, $"{halt.Reason} ({halt.Source})"));
                end = halt.ToTs;
            }
        }
    }

    /// <summary>
    /// Why there was no trading during a bar: null unless halts left at most a minute, or at most half, of its time to
    /// trade in. Bars must be asked for in ascending time.
    /// </summary>
    public string? ReasonAt(long from, long to)
    {
        while (_next < _halts.Count && _halts[_next].To <= from)
        {
            _next++;
        }
        var halted = 0L;
        for (var i = _next; i < _halts.Count && _halts[i].From < to; i++)
        {
            halted += Math.Min(_halts[i].To, to) - Math.Max(_halts[i].From, from);
        }
        var open = to - from - halted;
        return halted > 0 && open <= Math.Max(UnixMicros.PerMinute, (to - from) / 2) ? _halts[_next].Reason : null;
    }
}
