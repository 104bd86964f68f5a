using Quant.Client.Web.Contracts;
using Quant.Client.Web.Json;
using Quant.Client.Web.Work;
using Quant.Grains.Interfaces.Models;
using Quant.Grains.Interfaces.Specs;

namespace Quant.Client.Web.Models;

internal static class ModelsEndpoints
{
    public static void MapModels(this IEndpointRouteBuilder api)
    {
        var models = api.MapGroup("/models").WithTags("Models");
        models
            .MapGet("", List)
            .WithName("ListModels")
            .WithSummary("Models, latest first")
            .Produces<IReadOnlyList<ModelDto>>();
        models
            .MapGet(
                "/{fingerprint}",
                (string fingerprint, IModelReads reads, CancellationToken cancellation) =>
                    reads.ReadAsync(fingerprint, cancellation)
            )
            .WithName("GetModel")
            .WithSummary("A model's card: folds, metrics, importances, lineage")
            .Produces<ModelDetailDto>();
        models
            .MapPost("", Train)
            .WithName("TrainModel")
            .WithSummary("Trains a model walk-forward, unless it has been trained")
            .Produces<ModelReportDto>();
    }

    private static Task<IReadOnlyList<ModelDto>> List(
        IModelReads reads,
        CancellationToken cancellation,
        string? symbol = null,
        string? cohort = null,
        int limit = 200
    ) => reads.ListAsync(symbol, cohort, limit, cancellation);

    private static async Task<ModelReportDto> Train(
        TrainBody body,
        IGrainFactory grains,
        PendingWork work,
        CancellationToken cancellation
    )
    {
        var spec = body.Spec.GetRawText();
        var key = await grains.GetGrain<ISpecGrain>("models").ResolveModelAsync(spec);
        var grain = grains.GetGrain<IModelGrain>(key);
        var request = new ModelRequest(spec, body.Cohort);
        var report = await work.TrackAsync(
            "train",
            key,
            grain.GetStatusAsync,
            () => grain.TrainAsync(request, cancellation)
        );
        return new ModelReportDto(
            report.Fingerprint,
            report.Symbol,
            report.Rows,
            report.PredictedRows,
            report.FirstPrediction,
            report.LastPrediction,
            report.Folds,
            report.ElapsedMs,
            report.AlreadyDone,
            Metrics.Of(report.Metrics)
        );
    }
}
