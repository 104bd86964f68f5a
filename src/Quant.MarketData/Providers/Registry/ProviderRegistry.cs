using Quant.Specs;

namespace Quant.MarketData.Providers.Registry;

/// <summary>The providers this process knows, by name. Safe for concurrent use.</summary>
public sealed class ProviderRegistry
{
    private readonly Dictionary<string, (ProviderEntry Entry, Lazy<IBarProvider> Provider)> _known;

    /// <param name="entries">In the order they are offered; names differ.</param>
    public ProviderRegistry(IEnumerable<ProviderEntry> entries)
    {
        Entries = [.. entries];
        _known = Entries.ToDictionary(entry => entry.Name, entry => (entry, new Lazy<IBarProvider>(entry.Create)));
    }

    /// <summary>All of them, those that cannot be used yet included.</summary>
    public IReadOnlyList<ProviderEntry> Entries { get; }

    /// <summary>The provider of that name, made at its first use and kept.</summary>
    /// <exception cref="BadInputException">Unknown, or something has to be set before it can be used.</exception>
    public IBarProvider Get(string name, string field = "provider")
    {
        if (!_known.TryGetValue(name, out var known))
        {
            throw new BadInputException(field, name, $"one of {string.Join(", ", Entries.Select(e => e.Name))}");
        }
        return known.Entry.Missing is { } missing
            ? throw new BadInputException(field, name, $"a provider that is set up: {missing}")
            : known.Provider.Value;
    }
}
