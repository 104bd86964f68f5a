using Quant.Client.Web.Contracts;

namespace Quant.Client.Web.Cluster;

internal static class ClusterEndpoints
{
    public static void MapCluster(this IEndpointRouteBuilder api)
    {
        var cluster = api.MapGroup("/cluster").WithTags("Cluster");
        cluster
            .MapGet("", (IClusterReads reads, CancellationToken cancellation) => reads.ReadAsync(cancellation))
            .WithName("GetCluster")
            .WithSummary("Silos with their load, work in flight, activations by type, busiest methods")
            .Produces<ClusterDto>();
        cluster
            .MapPost(
                "/silos",
                (AddSiloBody body, ClusterCommands commands, CancellationToken cancellation) =>
                    commands.AddAsync(body, cancellation)
            )
            .WithName("AddSilo")
            .WithSummary("Adds a silo to this process")
            .Produces<SiloDto>();
        cluster
            .MapDelete(
                "/silos/{name}",
                (string name, ClusterCommands commands, CancellationToken cancellation) =>
                    commands.DrainAsync(name, cancellation)
            )
            .WithName("DrainSilo")
            .WithSummary("Begins to stop a silo of this process in good order; its work goes on elsewhere")
            .Produces<SiloDto>();
    }
}
