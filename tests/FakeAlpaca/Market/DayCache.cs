using Quant.MarketData.Bars;

namespace FakeAlpaca.Market;

/// <summary>The days used last; safe for concurrent use. A day may be made twice, never wrongly.</summary>
/// <param name="capacity">Days kept; one of AAPL takes about 65 kB.</param>
internal sealed class DayCache(int capacity)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Symbol, int Day), LinkedListNode<Entry>> _days = [];
    private readonly LinkedList<Entry> _order = [];

    private sealed record Entry((string Symbol, int Day) Key, Bar[] Bars);

    public Bar[] Get(string symbol, DateOnly date, Func<Bar[]> make)
    {
        var key = (symbol, date.DayNumber);
        lock (_lock)
        {
            if (_days.TryGetValue(key, out var found))
            {
                _order.Remove(found);
                _order.AddFirst(found);
                return found.Value.Bars;
            }
        }
        var made = make();
        lock (_lock)
        {
            if (_days.TryAdd(key, new LinkedListNode<Entry>(new Entry(key, made))))
            {
                _order.AddFirst(_days[key]);
            }
            while (_days.Count > capacity)
            {
                _days.Remove(_order.Last!.Value.Key);
                _order.RemoveLast();
            }
        }
        return made;
    }
}
