using Quant.Client.Web.Contracts;
using Quant.Client.Web.Work;
using Quant.Grains.Interfaces.Features;
using Quant.Grains.Interfaces.Specs;
using Quant.MarketData.Bars;

namespace Quant.Client.Web.Features;

internal static class FeaturesEndpoints
{
    public static void MapFeatures(this IEndpointRouteBuilder api)
    {
        var features = api.MapGroup("/features").WithTags("Features");
        features
            .MapGet("", (IFeatureReads reads, CancellationToken cancellation) => reads.ListAsync(cancellation))
            .WithName("ListFeatures")
            .WithSummary("Feature datasets and the symbols they were built for")
            .Produces<IReadOnlyList<FeatureDatasetDto>>();
        features
            .MapGet("/{dataset}/{symbol}", Read)
            .WithName("GetFeatures")
            .WithSummary("Features of one symbol in columns")
            .Produces<FeatureRowsDto>();
        features
            .MapPost("", Build)
            .WithName("BuildFeatures")
            .WithSummary("Brings the features of one symbol up to date")
            .Produces<FeatureReportDto>();
    }

    private static Task<FeatureRowsDto> Read(
        string dataset,
        string symbol,
        IFeatureReads reads,
        CancellationToken cancellation,
        string? columns = null,
        long? from = null,
        long? to = null,
        int maxPoints = 2000
    )
    {
        var names = columns?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return reads.ReadAsync(new FeatureQuery(dataset, symbol, names, from, to, maxPoints), cancellation);
    }

    private static async Task<FeatureReportDto> Build(
        FeatureBuildBody body,
        IGrainFactory grains,
        PendingWork work,
        CancellationToken cancellation
    )
    {
        var symbol = Symbol.Parse(body.Symbol).ToString();
        var spec = body.FeatureSet.GetRawText();
        var dataset = await grains
            .GetGrain<ISpecGrain>(symbol)
            .ResolveFeaturesAsync(symbol, body.Interval, body.Adjustment, spec);
        var grain = grains.GetGrain<IFeatureGrain>($"{dataset}|{symbol}");
        var request = new FeatureRequest(symbol, body.Interval, body.Adjustment, spec);
        var report = await work.TrackAsync(
            "features",
            symbol,
            grain.GetStatusAsync,
            () => grain.BuildAsync(request, cancellation)
        );
        return new FeatureReportDto(
            report.Dataset,
            report.Symbol,
            report.Columns,
            report.Rows,
            report.PartitionsComputed,
            report.PartitionsReused,
            report.Warmup
        );
    }
}
