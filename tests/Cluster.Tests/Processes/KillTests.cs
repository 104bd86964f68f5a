using System.Text.Json.Nodes;
using Quant.Catalog;
using Quant.Catalog.Models;
using Quant.Catalog.Studies;
using Quant.Cluster.Tests.Factory;
using Quant.Grains.Interfaces.Progress;
using Quant.Grains.Interfaces.Search;

namespace Quant.Cluster.Tests.Processes;

/// <summary>
/// The process of a study is killed with SIGKILL, at moments drawn from a seed: while it trains, simulates or finishes.
/// Gone on with, the study ends as one that was never disturbed.
/// </summary>
public sealed class KillTests(KilledStudy study) : IClassFixture<KilledStudy>
{
    private const int Attempts = 5;
    private const string ReadyModels = "(SELECT COUNT(*) FROM model WHERE status = 'ready')";
    private const string Trials = "(SELECT COUNT(*) FROM trial)";
    private const string Running = "(SELECT COUNT(*) FROM study WHERE status = 'running') = 1";

    public static TheoryData<string, int> Moments
    {
        get
        {
            var moments = new TheoryData<string, int>();
            foreach (var seed in new[] { 1, 2 })
            {
                moments.Add("training", seed);
                moments.Add("simulating", seed);
                moments.Add("finishing", seed);
            }
            return moments;
        }
    }

    [Theory, MemberData(nameof(Moments))]
    public async Task A_killed_process_loses_no_trial_and_makes_none_twice(string phase, int seed)
    {
        using var root = await KilledAsync(Moment(phase, new Random(seed)));
        var (models, trials) = await LeftBehindAsync(root);
        await using var factory = await TestFactory.StartAsync(
            new FactoryOptions { ResumeStudies = seed % 2 == 0 },
            root
        );
        var grain = factory.Grain<IGridSearchGrain>(study.Study);

        await grain.ResumeAsync();
        var status = await grain.EndedAsync();

        Assert.Equal((WorkState.Completed, null), (status.Work.State, status.Work.Error));
        Assert.Equal((KilledStudy.Trials, (long)trials.Count), (status.TrialsDone, status.TrialsReused));
        (await StudyImage.OfAsync(factory.Catalog, study.Study)).MustEqual(study.Image);
        var now = (await factory.Catalog.Models.ListAsync(new ModelQuery())).Rows;
        Assert.Equal(KilledStudy.Models, now.Count);
        Assert.All(models, model => Assert.Contains(model, now));
        var kept = await TrialsAsync(factory.Catalog);
        Assert.All(trials, trial => Assert.Equal(trial.CreatedAt, kept.Single(k => k.Index == trial.Index).CreatedAt));
        await factory.LakeMustBeWholeAsync();
    }

    private static string Moment(string phase, Random random) =>
        phase switch
        {
            "training" => $"{Trials} = 0 AND {ReadyModels} >= {random.Next(1, KilledStudy.Models - 2)}",
            "simulating" =>
                $"{Trials} >= {random.Next(1, (int)KilledStudy.Trials / 2)} AND {Trials} < {KilledStudy.Trials}",
            _ => $"{Trials} = {KilledStudy.Trials}",
        };

    /// <summary>A root whose process was killed at the given moment; where one ends too early, the next is tried.</summary>
    private async Task<TestRoot> KilledAsync(string moment)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var root = study.Root.Copy();
            using (var process = await StudyProcess.StartAsync(root, KilledStudy.Spec.ToJsonString()))
            {
                if (process.TryKillWhen($"{Running} AND {moment}") && await IsRunningAsync(root))
                {
                    return root;
                }
            }
            root.Dispose();
        }
        throw new InvalidOperationException($"{Attempts} studies ended before they could be killed where {moment}.");
    }

    private async Task<bool> IsRunningAsync(TestRoot root)
    {
        await using var catalog = await CatalogStore.OpenAsync(CatalogOptions.ForSqlite(root.CatalogPath));
        return (await catalog.Studies.FindAsync(study.Study))!.Status == Catalog.Studies.StudyStatus.Running;
    }

    private async Task<(IReadOnlyList<ModelRecord> Ready, IReadOnlyList<TrialRecord> Trials)> LeftBehindAsync(
        TestRoot root
    )
    {
        await using var catalog = await CatalogStore.OpenAsync(CatalogOptions.ForSqlite(root.CatalogPath));
        var ready = (await catalog.Models.ListAsync(new ModelQuery { Status = ModelStatus.Ready })).Rows;
        return (ready, await TrialsAsync(catalog));
    }

    private async Task<IReadOnlyList<TrialRecord>> TrialsAsync(CatalogStore catalog) =>
        (await catalog.Trials.LeaderboardAsync(new LeaderboardQuery(study.Study) { Limit = 10_000 })).Rows;
}

/// <summary>A root with bars, to be copied for each kill, and what the study finds there when nobody kills it.</summary>
public sealed class KilledStudy : IAsyncLifetime
{
    internal const int Models = TestSpecs.Many;
    internal const long Trials = Models * 80;

    private static readonly IReadOnlyList<TestBar> s_bars = TestBars.Daily(700);

    internal static JsonObject Spec
    {
        get
        {
            var spec = TestSpecs.ManyModels();
            spec["model"] = TestSpecs.Model();
            spec["model"]!["training"]!["estimator"]!["params"]!["rounds"] = 40;
            spec["space"]!["axes"]![1] = TestSpecs.Axis("rules.entryThreshold", 0, 0.0003, 0.0006, 0.001, 0.002);
            spec["space"]!["axes"]![2] = TestSpecs.Axis("rules.stop", 0, 0.01, 0.02, 0.03, 0.05, 0.08, 0.1, 0.2);
            spec["blocks"] = 16;
            return spec;
        }
    }

    internal TestRoot Root { get; } = new();

    internal string Study { get; private set; } = "";

    internal StudyImage Image { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await using (var factory = await TestFactory.StartAsync(root: Root))
        {
            await factory.ImportAsync("ACME", s_bars);
        }
        using var undisturbed = Root.Copy();
        await using (var factory = await TestFactory.StartAsync(root: undisturbed))
        {
            var status = await factory.RunStudyAsync(Spec);
            Assert.Equal((WorkState.Completed, Trials, Models), (status.Work.State, status.TrialsDone, status.Models));
            Study = status.Study;
            Image = await StudyImage.OfAsync(factory.Catalog, Study);
        }
    }

    public ValueTask DisposeAsync()
    {
        Root.Dispose();
        return ValueTask.CompletedTask;
    }
}
