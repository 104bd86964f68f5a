using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Sessions;
using Quant.Specs;

namespace Quant.MarketData.Gaps;

/// <summary>
/// What was asked for one part of the day, as disjoint stretches; asked for bars in ascending time. A range counts for
/// bars that had closed when it was answered.
/// </summary>
internal sealed class AskedCoverage
{
    /// <summary>A stretch that the same ranges cover.</summary>
    /// <param name="From">First start.</param>
    /// <param name="To">Last start, exclusive.</param>
    /// <param name="Askings">Different askings: another source, or another time.</param>
    /// <param name="NoTrade">The reason of a gap there: who answered.</param>
    /// <param name="Implausible">The reason when that answer cannot be right.</param>
    public sealed record Stretch(long From, long To, int Askings, string NoTrade, string Implausible);

    private const long LongestBar = 2 * UnixMicros.PerDay;

    private readonly List<Stretch> _stretches = [];
    private int _next;

    public AskedCoverage(
        IEnumerable<AskedRange> asked,
        TradingSessions part,
        ExchangeCalendar calendar,
        Interval interval
    )
    {
        var edges = new List<(long Ts, bool Begins, AskedRange Range)>();
        foreach (var range in asked.Where(range => range.Sessions.HasFlag(part)))
        {
            var end =
                range.AskedAt - LongestBar >= range.ToTs
                    ? range.ToTs
                    : Math.Min(range.ToTs, ClosedBy(range.AskedAt, calendar, interval));
            if (end > range.FromTs)
            {
                edges.Add((range.FromTs, true, range));
                edges.Add((end, false, range));
            }
        }
        Sweep(edges);
    }

    /// <summary>The stretch a bar lies in; null where nobody was asked. Starts must be asked for in ascending order.</summary>
    public Stretch? At(long ts)
    {
        while (_next < _stretches.Count && _stretches[_next].To <= ts)
        {
            _next++;
        }
        return _next < _stretches.Count && _stretches[_next].From <= ts ? _stretches[_next] : null;
    }

    private void Sweep(List<(long Ts, bool Begins, AskedRange Range)> edges)
    {
        edges.Sort((left, right) => left.Ts.CompareTo(right.Ts));
        var sources = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var askings = new Dictionary<(string, long), int>();
        var words = new Dictionary<string, (string NoTrade, string Implausible)>();
        var from = 0L;
        foreach (var (ts, begins, range) in edges)
        {
            if (askings.Count > 0 && ts > from)
            {
                Append(from, ts, askings.Count, Words(string.Join(", ", sources.Keys), words));
            }
            from = ts;
            Count(sources, range.Source, begins);
            Count(askings, (range.Source, range.AskedAt), begins);
        }
    }

    private void Append(long from, long to, int askings, (string NoTrade, string Implausible) words)
    {
        if (_stretches is [.., var last] && last.To == from && last.Askings == askings && last.NoTrade == words.NoTrade)
        {
            _stretches[^1] = last with { To = to };
            return;
        }
        _stretches.Add(new Stretch(from, to, askings, words.NoTrade, words.Implausible));
    }

    private static (string NoTrade, string Implausible) Words(
        string sources,
        Dictionary<string, (string NoTrade, string Implausible)> known
    )
    {
        if (!known.TryGetValue(sources, out var words))
        {
            words = (
                $"no trade, by the answer of {sources}",
                $"{sources} has no bar of the whole session, though the sessions around it traded"
            );
            known.Add(sources, words);
        }
        return words;
    }

    private static void Count<TKey>(IDictionary<TKey, int> counts, TKey key, bool up)
    {
        var count = (counts.TryGetValue(key, out var before) ? before : 0) + (up ? 1 : -1);
        if (count == 0)
        {
            counts.Remove(key);
        }
        else
        {
            counts[key] = count;
        }
    }

    /// <summary>The first start whose bar had not closed at a time.</summary>
    private static long ClosedBy(long now, ExchangeCalendar calendar, Interval interval)
    {
        var nominal = interval.IsDaily ? long.MinValue : now - interval.Micros + 1;
        if (!calendar.TryFind(now, out var session))
        {
            var date = calendar.Zone.DateOf(now);
            return Math.Max(nominal, calendar.Covers(date) ? calendar.Zone.Midnight(date) : now - LongestBar);
        }
        return Math.Max(nominal, now >= session.Close ? session.Close : session.DayStart);
    }
}
