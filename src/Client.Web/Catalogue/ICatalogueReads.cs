using Quant.Client.Web.Contracts;

namespace Quant.Client.Web.Catalogue;

/// <summary>Everything a spec can name, from the engines' own definitions.</summary>
public interface ICatalogueReads
{
    CatalogueDto Read();
}
