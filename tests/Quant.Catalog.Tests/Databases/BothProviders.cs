namespace Quant.Catalog.Tests.Databases;

/// <summary>Every test of what the catalog does is true of both databases.</summary>
public sealed class BothProviders : TheoryData<CatalogProvider>
{
    public BothProviders()
    {
        Add(CatalogProvider.Sqlite);
        Add(CatalogProvider.Postgres);
    }
}
