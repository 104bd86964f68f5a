using Quant.Client.Web.Contracts;
using Quant.Client.Web.Tests.Hosting;
using Quant.Client.Web.Tests.Seed;
using Quant.Grains.Interfaces.Progress;
using Quant.Grains.Interfaces.Simulation;

namespace Quant.Client.Web.Tests.Api;

public sealed class StudyApiTests(WebHost host) : IClassFixture<WebHost>
{
    private const string Path = $"/api/studies/{SeededFactory.Study}";

    [Fact]
    public async Task A_study_stands_in_the_list_with_its_best_allowed_trial_and_the_odds_of_luck()
    {
        var study = Assert.Single(await host.GetAsync<List<StudyDto>>("/api/studies"));
        Assert.Equal(("completed", 24, 24), (study.Status, study.Trials, study.TrialsDone));
        Assert.Equal(["TEST"], study.Symbols);
        Assert.Equal(22, study.Best!.Index);
        Assert.Equal(0.42, study.Luck!.OverfitProbability);
        Assert.Contains("about 42", study.Luck.Reading);
        Assert.Contains("coin toss", study.Luck.Reading);
    }

    [Fact]
    public async Task A_study_in_full_has_spec_periods_benchmark_and_axes()
    {
        var detail = await host.GetAsync<StudyDetailDto>(Path);
        Assert.Equal("seeded", detail.Spec.GetProperty("name").GetString());
        Assert.Equal(host.Factory.Bars.Ts[400], detail.Periods!.SplitTs);
        Assert.Equal(0.5, detail.Benchmark!.Selection!.Sharpe);
        Assert.Null(detail.Benchmark.HoldOut!.Sharpe);
        Assert.Equal(["rules.entryThreshold", "stop"], detail.Axes.Select(axis => axis.Name));
        Assert.Equal(["0.001", "0.002", "0.003", "0.004"], detail.Axes[0].Values);
    }

    [Fact]
    public async Task The_leaderboard_puts_undefined_scores_last_both_ways()
    {
        var down = await host.GetAsync<TrialsDto>($"{Path}/trials");
        Assert.Equal(24, down.Total);
        Assert.Equal([23, 22, 21], down.Trials.Take(3).Select(trial => trial.Index));
        Assert.Equal(3, down.Trials[^1].Index);
        var up = await host.GetAsync<TrialsDto>($"{Path}/trials?direction=asc");
        Assert.Equal([0, 1, 2, 4], up.Trials.Take(4).Select(trial => trial.Index));
        Assert.Equal(3, up.Trials[^1].Index);
    }

    [Fact]
    public async Task The_leaderboard_sorts_by_the_hold_out_filters_and_pages()
    {
        var page = await host.GetAsync<TrialsDto>(
            $"{Path}/trials?sort=holdOut.sharpe&feasibleOnly=true&filter=selection.trades%3E%3D40&filter=index%3C%3D12&offset=1&limit=2"
        );
        Assert.Equal(5, page.Total);
        Assert.Equal([6, 8], page.Trials.Select(trial => trial.Index));
        Assert.All(page.Trials, trial => Assert.Null(trial.Violated));
    }

    [Fact]
    public async Task A_trial_tells_its_place_on_every_axis_and_leaves_out_what_is_infinite()
    {
        var page = await host.GetAsync<TrialsDto>($"{Path}/trials?sort=index&direction=asc");
        var trial = page.Trials[7];
        Assert.Equal("0.002", trial.Axes["rules.entryThreshold"]);
        Assert.Equal("0.01", trial.Axes["stop"]);
        Assert.Equal("TEST", trial.Symbol);
        Assert.Null(page.Trials[5].Selection.ProfitFactor);
        Assert.Equal(1.5, page.Trials[6].Selection.ProfitFactor);
    }

    [Theory]
    [InlineData(24)]
    [InlineData(10)]
    [InlineData(1)]
    public async Task The_scatter_has_as_many_points_as_fit(int maxPoints)
    {
        var scatter = await host.GetAsync<ScatterDto>($"{Path}/scatter?maxPoints={maxPoints}");
        Assert.Equal((24, maxPoints), (scatter.Total, scatter.Index.Length));
        Assert.Equal(scatter.Index.Select(i => (double?)(i * 0.1)), scatter.Selection);
    }

    [Theory]
    [InlineData("/api/studies/nope", 404, null)]
    [InlineData("/api/studies/nope/trials", 404, null)]
    [InlineData("/api/studies/nope/scatter", 404, null)]
    [InlineData("/api/studies/nope/status", 404, null)]
    [InlineData(Path + "/trials?sort=luck", 400, "orderBy")]
    [InlineData(Path + "/trials?direction=up", 400, "direction")]
    [InlineData(Path + "/trials?limit=0", 400, "limit")]
    [InlineData(Path + "/trials?offset=-1", 400, "offset")]
    [InlineData(Path + "/trials?model=x", 400, "model")]
    [InlineData(Path + "/trials?filter=trades", 400, "filter")]
    [InlineData(Path + "/trials?filter=gap%3E%3Dlots", 400, "filter")]
    [InlineData(Path + "/trials?filter=luck%3E%3D1", 400, "filters[0].column")]
    [InlineData(Path + "/scatter?maxPoints=0", 400, "maxPoints")]
    [InlineData(Path + "/status?waitSeconds=21", 400, "waitSeconds")]
    public async Task Bad_requests_for_studies_are_refused_by_name(string path, int status, string? field)
    {
        var problem = await host.ProblemAsync(path);
        Assert.Equal((status, field), (problem.Status, problem.Field));
    }

    [Fact]
    public async Task Status_comes_from_the_study_s_grain_and_may_wait()
    {
        var now = await host.GetAsync<StudyStatusDto>($"{Path}/status");
        Assert.Equal((WorkPhase.Completed, 2.3), (now.Work.Phase, now.BestScore));
        await host.GetAsync<StudyStatusDto>($"{Path}/status?waitSeconds=5");
        Assert.Contains((SeededFactory.Study, (object)TimeSpan.FromSeconds(5)), host.Grains.Asked);
    }

    [Fact]
    public async Task A_study_starts_under_the_id_its_spec_resolves_to()
    {
        var spec = """{"name":"mine"}""";
        var plan = await host.PostAsync<StudyPlanDto>("/api/studies/plan", spec);
        Assert.Equal(new StudyPlanDto("study-key", 2, 40), plan);
        await host.PostAsync<StudyStatusDto>("/api/studies", spec);
        Assert.Contains(("study-key", (object)spec), host.Grains.Asked);
    }

    [Fact]
    public async Task A_study_that_has_ended_cannot_be_cancelled_but_one_that_runs_can()
    {
        var problem = await host.ProblemAsync($"{Path}/cancel", post: true);
        Assert.Equal(409, problem.Status);
        var ended = host.Grains.Study;
        host.Grains.Study = ended with { Work = new WorkStatus(WorkState.Running, "simulating", 3, 24) };
        try
        {
            await host.PostAsync<StudyStatusDto>($"{Path}/cancel");
            await host.PostAsync<StudyStatusDto>($"{Path}/resume");
        }
        finally
        {
            host.Grains.Study = ended;
        }
        Assert.Contains((SeededFactory.Study, (object)"cancel"), host.Grains.Asked);
        Assert.Contains((SeededFactory.Study, (object)"resume"), host.Grains.Asked);
        Assert.Equal(404, (await host.ProblemAsync("/api/studies/nope/cancel", post: true)).Status);
    }

    [Fact]
    public async Task A_trial_is_backtested_with_its_rules_over_the_study_s_own_time()
    {
        var report = await host.PostAsync<RunReportDto>($"{Path}/trials/7/backtest");
        Assert.Equal("r", report.Fingerprint);
        var bars = host.Factory.Bars;
        var model = SeededFactory.Model.ToString();
        var expected = new RunRequest(model, """{"entryThreshold":0.001}""", bars.Ts[50], bars.Ts[^1] + 1);
        Assert.Contains((model, (object)expected), host.Grains.Asked);
        Assert.Equal(404, (await host.ProblemAsync($"{Path}/trials/99/backtest", post: true)).Status);
    }
}
