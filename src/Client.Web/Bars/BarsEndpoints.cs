using Quant.Client.Web.Contracts;
using Quant.Client.Web.Work;
using Quant.Grains.Interfaces.Ingest;
using Quant.MarketData.Bars;

namespace Quant.Client.Web.Bars;

/// <summary>Bars out, aggregated; bars in, through the symbol's grain.</summary>
internal static class BarsEndpoints
{
    private const string Kind = "import";

    public static void MapBars(this IEndpointRouteBuilder api)
    {
        var bars = api.MapGroup("/bars/{symbol}").WithTags("Bars");
        bars.MapGet("/{interval}", Read)
            .WithName("GetBars")
            .WithSummary("Bars of one symbol, aggregated to at most maxPoints")
            .Produces<BarsDto>();
        bars.MapPost("/import", Import)
            .WithName("ImportBars")
            .WithSummary("Imports an uploaded file")
            .Produces<IngestReportDto>();
        bars.MapPost("/sample", ImportSample)
            .WithName("ImportSample")
            .WithSummary("Imports a data set that ships with the product")
            .Produces<IngestReportDto>();
        bars.MapPost("/synthetic", Generate)
            .WithName("GenerateBars")
            .WithSummary("Generates synthetic minute bars; the symbol must start with SYNTH")
            .Produces<IngestReportDto>();
    }

    private static Task<BarsDto> Read(
        string symbol,
        string interval,
        IBarReads reads,
        CancellationToken cancellation,
        long? from = null,
        long? to = null,
        string adjustment = "splitAndDividend",
        int maxPoints = 2000,
        string fill = "none",
        bool sources = false
    ) => reads.ReadAsync(new BarQuery(symbol, interval, from, to, adjustment, maxPoints, fill, sources), cancellation);

    private static Task<IngestReportDto> Import(
        string symbol,
        ImportBody body,
        IGrainFactory grains,
        PendingWork work,
        CancellationToken cancellation
    )
    {
        var request = new ImportRequest(
            [.. body.Files.Select(ToFile)],
            body.Format,
            body.Interval,
            body.Calendar,
            body.TimeZone,
            body.FactorFile is { } factors ? ToFile(factors) : null,
            body.SkipBadRows
        );
        return Ingest(symbol, grains, work, grain => grain.ImportAsync(request, cancellation));
    }

    private static Task<IngestReportDto> ImportSample(
        string symbol,
        SampleBody body,
        IGrainFactory grains,
        PendingWork work,
        CancellationToken cancellation
    ) => Ingest(symbol, grains, work, grain => grain.ImportSampleAsync(body.Sample, cancellation));

    private static Task<IngestReportDto> Generate(
        string symbol,
        SyntheticBody body,
        IGrainFactory grains,
        PendingWork work,
        CancellationToken cancellation
    ) => Ingest(symbol, grains, work, grain => grain.GenerateAsync(new SyntheticRequest(body.Sessions), cancellation));

    private static UploadedFile ToFile(UploadedFileDto file) => new(file.Upload, file.FileName);

    private static async Task<IngestReportDto> Ingest(
        string symbol,
        IGrainFactory grains,
        PendingWork work,
        Func<ISymbolIngestGrain, Task<IngestReport>> ask
    )
    {
        var key = Symbol.Parse(Uri.UnescapeDataString(symbol)).ToString();
        var grain = grains.GetGrain<ISymbolIngestGrain>(key);
        var report = await work.TrackAsync(Kind, key, grain.GetStatusAsync, () => ask(grain));
        return new IngestReportDto(
            report.Symbol,
            report.Interval,
            report.Accepted,
            report.Refused,
            report.Added,
            report.Replaced,
            report.PartitionsWritten,
            report.FirstTs,
            report.LastTs,
            report.AlreadyDone,
            report.Examples
        );
    }
}
