using Quant.MarketData.Bars;
using Halt = FakeAlpaca.Market.Halt;

namespace FakeAlpaca.Faults;

/// <summary>How the market differs from the one that is made up. Safe for concurrent use.</summary>
public sealed class MarketFaults
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, SortedDictionary<long, Bar>> _revisions = [];
    private readonly Dictionary<string, List<(Halt Halt, string Reason)>> _halts = [];
    private readonly List<(string? Symbol, long FromTs, long ToTs)> _hidden = [];
    private volatile bool _any;

    internal MarketFaults() { }

    internal event Action<string, Bar>? Revised;

    /// <summary>From now on the minute has this bar, whether it had one or not; streams hear of it as an updated bar.</summary>
    /// <param name="symbol">Upper case.</param>
    /// <param name="bar">The bar; its start lies on a whole minute of a day the symbol trades.</param>
    public void Revise(string symbol, Bar bar)
    {
        lock (_lock)
        {
            if (!_revisions.TryGetValue(symbol, out var bars))
            {
                _revisions[symbol] = bars = [];
            }
            bars[bar.Ts] = bar;
            _any = true;
        }
        Revised?.Invoke(symbol, bar);
    }

    /// <summary>No bars in these minutes, and streams are told why.</summary>
    public void Halt(string symbol, long fromTs, long toTs, string reason)
    {
        lock (_lock)
        {
            if (!_halts.TryGetValue(symbol, out var halts))
            {
                _halts[symbol] = halts = [];
            }
            halts.Add((new Halt(fromTs, toTs), reason));
            _any = true;
        }
    }

    /// <summary>No bars in this time, and nobody says why.</summary>
    /// <param name="symbol">Upper case; null for all.</param>
    /// <param name="fromTs">First start, microseconds UTC.</param>
    /// <param name="toTs">Last start, exclusive.</param>
    public void Hide(string? symbol, long fromTs, long toTs)
    {
        lock (_lock)
        {
            _hidden.Add((symbol, fromTs, toTs));
            _any = true;
        }
    }

    /// <summary>What was hidden shows again.</summary>
    public void ShowAll()
    {
        lock (_lock)
        {
            _hidden.Clear();
        }
    }

    internal bool IsRevised(string symbol, long ts)
    {
        if (!_any)
        {
            return false;
        }
        lock (_lock)
        {
            return _revisions.TryGetValue(symbol, out var bars) && bars.ContainsKey(ts);
        }
    }

    internal IReadOnlyList<(Halt Halt, string Reason)> HaltsOf(string symbol)
    {
        lock (_lock)
        {
            return _halts.TryGetValue(symbol, out var halts) ? [.. halts] : [];
        }
    }

    /// <summary>The bars of a day as they are now; the same array where nothing is different.</summary>
    internal Bar[] Apply(string symbol, Bar[] day, long fromTs, long toTs)
    {
        if (!_any)
        {
            return day;
        }
        lock (_lock)
        {
            var halts = _halts.GetValueOrDefault(symbol) ?? [];
            var revisions = _revisions.GetValueOrDefault(symbol) ?? [];
            var hides = _hidden
                .Where(h => (h.Symbol is null || h.Symbol == symbol) && h.FromTs < toTs && h.ToTs > fromTs)
                .ToList();
            var stops = halts.Where(h => h.Halt.FromTs < toTs && h.Halt.ToTs > fromTs).ToList();
            var revised = revisions.Where(r => r.Key >= fromTs && r.Key < toTs).ToDictionary();
            if (hides.Count + stops.Count + revised.Count == 0)
            {
                return day;
            }
            return
            [
                .. day.Where(bar => !revised.ContainsKey(bar.Ts))
                    .Where(bar => !stops.Exists(h => bar.Ts >= h.Halt.FromTs && bar.Ts < h.Halt.ToTs))
                    .Concat(revised.Values)
                    .Where(bar => !hides.Exists(h => bar.Ts >= h.FromTs && bar.Ts < h.ToTs))
                    .OrderBy(bar => bar.Ts),
            ];
        }
    }
}
