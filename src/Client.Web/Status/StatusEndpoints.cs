using Quant.Client.Web.Contracts;

namespace Quant.Client.Web.Status;

internal static class StatusEndpoints
{
    public static void MapStatus(this IEndpointRouteBuilder api)
    {
        api.MapGet("/status", (IStatusReads reads, CancellationToken cancellation) => reads.ReadAsync(cancellation))
            .WithName("GetStatus")
            .WithTags("Status")
            .WithSummary("Version, data root, silos and how much the factory holds")
            .Produces<StatusDto>();
    }
}
