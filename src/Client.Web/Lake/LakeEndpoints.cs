using Quant.Client.Web.Contracts;
using Quant.Specs;

namespace Quant.Client.Web.Lake;

internal static class LakeEndpoints
{
    public static void MapLake(this IEndpointRouteBuilder api)
    {
        var lake = api.MapGroup("/lake").WithTags("Lake");
        lake.MapGet("/files", Files)
            .WithName("ListLakeFiles")
            .WithSummary("The files that hold the partitions now")
            .Produces<IReadOnlyList<LakeFileDto>>();
        lake.MapGet("/check", (ILakeReads reads, CancellationToken cancellation) => reads.CheckAsync(cancellation))
            .WithName("CheckLake")
            .WithSummary("Reads every file and says what is torn, missing or altered")
            .Produces<LakeCheckDto>();
        lake.MapPost("/gc", Collect)
            .WithName("CollectLake")
            .WithSummary("Deletes files that no partition needs any more")
            .Produces<GcReportDto>();
    }

    private static Task<IReadOnlyList<LakeFileDto>> Files(
        ILakeReads reads,
        CancellationToken cancellation,
        string? dataset = null,
        string? symbol = null
    ) => reads.ListFilesAsync(dataset, symbol, cancellation);

    private static Task<GcReportDto> Collect(GcBody body, ILakeReads reads, CancellationToken cancellation)
    {
        if (body.GraceHours is { } hours && !(hours >= 0 && hours <= 87_600))
        {
            throw new BadInputException("graceHours", hours, "a number from 0 to 87600");
        }
        var grace = body.GraceHours is { } given ? TimeSpan.FromHours(given) : (TimeSpan?)null;
        return reads.CollectAsync(grace, cancellation);
    }
}
