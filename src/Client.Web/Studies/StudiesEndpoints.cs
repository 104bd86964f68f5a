using System.Text.Json;
using Quant.Client.Web.Contracts;
using Quant.Client.Web.Simulations;
using Quant.Grains.Interfaces.Search;
using Quant.Grains.Interfaces.Specs;

namespace Quant.Client.Web.Studies;

internal static class StudiesEndpoints
{
    public static void MapStudies(this IEndpointRouteBuilder api)
    {
        var studies = api.MapGroup("/studies").WithTags("Studies");
        studies
            .MapGet(
                "",
                (IStudyReads reads, CancellationToken cancellation, int limit = 200) =>
                    reads.ListAsync(limit, cancellation)
            )
            .WithName("ListStudies")
            .WithSummary("Studies, latest first")
            .Produces<IReadOnlyList<StudyDto>>();
        studies
            .MapGet("/{id}", Read)
            .WithName("GetStudy")
            .WithSummary("A study: spec, odds of luck, benchmark, axes")
            .Produces<StudyDetailDto>();
        studies
            .MapGet("/{id}/status", Status)
            .WithName("GetStudyStatus")
            .WithSummary("Where a study stands now; waits up to 20 s for its end when asked to")
            .Produces<StudyStatusDto>();
        studies
            .MapGet("/{id}/trials", Trials)
            .WithName("ListTrials")
            .WithSummary("The leaderboard, one page")
            .Produces<TrialsDto>();
        studies
            .MapGet("/{id}/scatter", Scatter)
            .WithName("GetScatter")
            .WithSummary("Sharpe ratio of the selection period against that of the hold-out, per trial")
            .Produces<ScatterDto>();
        studies
            .MapPost("/plan", Plan)
            .WithName("PlanStudy")
            .WithSummary("Checks a study and says what it would do, without doing it; the body is its spec")
            .Produces<StudyPlanDto>();
        studies
            .MapPost("", Start)
            .WithName("StartStudy")
            .WithSummary("Plans a study and starts it in the background; the body is its spec")
            .Produces<StudyStatusDto>();
        studies
            .MapPost(
                "/{id}/cancel",
                (string id, StudyCommands commands, CancellationToken cancellation) =>
                    commands.CancelAsync(id, cancellation)
            )
            .WithName("CancelStudy")
            .WithSummary("Stops a study; finished trials stay")
            .Produces<StudyStatusDto>();
        studies
            .MapPost(
                "/{id}/resume",
                (string id, StudyCommands commands, CancellationToken cancellation) =>
                    commands.ResumeAsync(id, cancellation)
            )
            .WithName("ResumeStudy")
            .WithSummary("Goes on with a study that was left half-done")
            .Produces<StudyStatusDto>();
        studies
            .MapPost("/{id}/trials/{index:long}/backtest", Backtest)
            .WithName("BacktestTrial")
            .WithSummary("Backtests a trial in full and says where the result is")
            .Produces<RunReportDto>();
    }

    private static Task<StudyDetailDto> Read(string id, IStudyReads reads, CancellationToken cancellation) =>
        reads.ReadAsync(id, cancellation);

    private static Task<StudyStatusDto> Status(
        string id,
        StudyCommands commands,
        CancellationToken cancellation,
        int waitSeconds = 0
    ) => commands.StatusAsync(id, waitSeconds, cancellation);

    private static Task<TrialsDto> Trials(
        string id,
        IStudyReads reads,
        CancellationToken cancellation,
        string sort = "score",
        string direction = "desc",
        int offset = 0,
        int limit = 100,
        string? model = null,
        bool feasibleOnly = false,
        string[]? filter = null
    )
    {
        var query = new TrialQuery(sort, TrialOrder.Descending(direction), offset, limit)
        {
            Model = model,
            FeasibleOnly = feasibleOnly,
            Bounds = [.. (filter ?? []).Select(TrialFilterText.Parse)],
        };
        return reads.ListTrialsAsync(id, query, cancellation);
    }

    private static Task<ScatterDto> Scatter(
        string id,
        IStudyReads reads,
        CancellationToken cancellation,
        int maxPoints = 4000
    ) => reads.ReadScatterAsync(id, maxPoints, cancellation);

    private static async Task<StudyPlanDto> Plan(JsonElement spec, IGrainFactory grains)
    {
        var plan = await grains.GetGrain<ISpecGrain>("studies").ResolveStudyAsync(spec.GetRawText());
        return new StudyPlanDto(plan.Study, plan.Models, plan.Trials);
    }

    private static async Task<StudyStatusDto> Start(JsonElement spec, IGrainFactory grains)
    {
        var plan = await Plan(spec, grains);
        return (await grains.GetGrain<IGridSearchGrain>(plan.Study).StartAsync(spec.GetRawText())).ToDto();
    }

    private static async Task<RunReportDto> Backtest(
        string id,
        long index,
        IStudyReads reads,
        SimulationRunner runner,
        CancellationToken cancellation
    )
    {
        var run = await reads.ReadRunAsync(id, index, cancellation);
        return await runner.RunAsync(run.Model, run.Rules, run.FromTs, run.ToTs, inSample: false, cancellation);
    }
}
