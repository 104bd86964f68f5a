using Quant.MarketData.Providers.Actions;
using Quant.MarketData.Providers.Registry;

namespace Quant.Grains.Ingest.Actions;

/// <summary>The providers that tell splits and dividends.</summary>
public sealed class ActionSources(ProviderRegistry registry)
{
    /// <summary>The first of some that can be used and tells them, or null.</summary>
    public (string Name, ICorporateActionProvider Provider)? FirstOf(IReadOnlyList<string> providers)
    {
        foreach (var name in providers)
        {
            if (
                registry.Entries.Any(entry => entry.Name == name && entry.Missing is null)
                && registry.Get(name) is ICorporateActionProvider provider
            )
            {
                return (name, provider);
            }
        }
        return null;
    }

    /// <summary>True for the name of a provider, as opposed to that of a file.</summary>
    public bool IsProvider(string source) => registry.Entries.Any(entry => entry.Name == source);
}
