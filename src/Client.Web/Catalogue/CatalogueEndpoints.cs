using Quant.Client.Web.Contracts;

namespace Quant.Client.Web.Catalogue;

internal static class CatalogueEndpoints
{
    public static void MapCatalogue(this IEndpointRouteBuilder api)
    {
        api.MapGet("/catalogue", (ICatalogueReads reads) => reads.Read())
            .WithName("GetCatalogue")
            .WithTags("Catalogue")
            .WithSummary("Indicators, labels, estimators and rules with their parameters")
            .Produces<CatalogueDto>();
    }
}
