namespace FakeAlpaca.Stream;

/// <summary>What a stream is subscribed to. Safe for concurrent use.</summary>
internal sealed class Channels
{
    /// <summary>In the order confirmations list them. Trades, quotes and what follows are accepted and never come.</summary>
    public static readonly IReadOnlyList<string> Names =
    [
        "trades",
        "quotes",
        "bars",
        "updatedBars",
        "dailyBars",
        "statuses",
        "lulds",
        "corrections",
        "cancelErrors",
    ];

    private readonly Lock _lock = new();
    private readonly Dictionary<string, SortedSet<string>> _symbols = Names.ToDictionary(
        name => name,
        _ => new SortedSet<string>(StringComparer.Ordinal)
    );

    public void Add(string channel, IEnumerable<string> symbols)
    {
        lock (_lock)
        {
            _symbols[channel].UnionWith(symbols);
        }
    }

    public void Remove(string channel, IEnumerable<string> symbols)
    {
        lock (_lock)
        {
            _symbols[channel].ExceptWith(symbols);
        }
    }

    public string[] Of(string channel)
    {
        lock (_lock)
        {
            return [.. _symbols[channel]];
        }
    }

    /// <summary>Symbols of a channel, <c>*</c> spelled out.</summary>
    public string[] Of(string channel, IReadOnlyList<string> universe)
    {
        var symbols = Of(channel);
        return symbols.Contains("*") ? [.. symbols.Where(symbol => symbol != "*").Union(universe).Order()] : symbols;
    }

    public bool Has(string channel, string symbol)
    {
        lock (_lock)
        {
            return _symbols[channel].Contains(symbol) || _symbols[channel].Contains("*");
        }
    }
}
