using Quant.Catalog;
using Quant.Grains.Interfaces.Features;
using Quant.MarketData.Bars;

namespace Quant.Grains.Ingest.Storing;

/// <summary>Tells the features that look at a symbol that its bars changed.</summary>
public sealed class FeatureNotices(CatalogStore catalog, IGrainFactory grains)
{
    public async Task TellAsync(Symbol symbol)
    {
        foreach (var reader in await catalog.FeatureReaders.ListAsync(symbol))
        {
            await grains.GetGrain<IFeatureGrain>($"{reader.FeatureSet}|{reader.Primary}").BarsChangedAsync();
        }
    }
}
