using System.Text.Json.Nodes;
using Quant.Catalog.Models;
using Quant.Catalog.Studies;
using Quant.Cluster.Tests.Factory;
using Quant.Grains.Interfaces.Progress;

namespace Quant.Cluster.Tests.Studies;

public sealed class StudyTests
{
    [Fact]
    public async Task A_grid_study_completes_with_every_trial_once_and_tells_the_odds_of_luck()
    {
        await using var factory = await TestFactory.StartAsync();
        await factory.ImportAsync("ACME", TestBars.Daily(700));

        var status = await factory.RunStudyAsync(TestSpecs.Study());

        Assert.Equal(
            (WorkState.Completed, 96L, 96L, 0L),
            (status.Work.State, status.Trials, status.TrialsDone, status.TrialsReused)
        );
        Assert.Equal((2, 2), (status.Models, status.ModelsReady));
        var board = await factory.Catalog.Trials.LeaderboardAsync(
            new LeaderboardQuery(status.Study) { FeasibleOnly = true }
        );
        Assert.Equal(status.BestScore, board.Rows[0].Score);
        Assert.Equal(board.Rows.Select(r => r.Score).OrderDescending(), board.Rows.Select(r => r.Score));
        Assert.All(board.Rows, row => Assert.Equal(row.Score, row.Selection.Sharpe));
        Assert.All(
            board.Rows.Where(row => row.Selection.Sharpe is not null && row.HoldOut.Sharpe is not null),
            row => Assert.Equal(row.Selection.Sharpe - row.HoldOut.Sharpe, row.Gap)
        );
        Assert.Contains(board.Rows, row => row.DeflatedSharpe is > 0 and < 1);
        var summary = JsonNode.Parse((await factory.Catalog.Studies.FindAsync(status.Study))!.Summary!)!;
        Assert.InRange(summary["overfitProbability"]!.GetValue<double>(), 0, 1);
        Assert.Equal(70, summary["overfitSplits"]!.GetValue<int>());
        Assert.Null(summary["whyNoOverfitProbability"]);
        Assert.NotNull(summary["benchmark"]!["holdOut"]!["totalReturn"]);
        Assert.Empty(await factory.Catalog.Reminders.ListAsync(0, 0));
        await StudyImage.OfAsync(factory.Catalog, status.Study);
    }

    [Fact]
    public async Task A_random_study_takes_the_same_distinct_points_from_the_same_seed()
    {
        var study = TestSpecs.Study(estimator: "ridge");
        study["space"]!["sampler"] = "random";
        study["space"]!["trials"] = 40;
        study["space"]!["seed"] = 7;
        var images = new List<StudyImage>();
        for (var i = 0; i < 2; i++)
        {
            await using var factory = await TestFactory.StartAsync();
            await factory.ImportAsync("ACME", TestBars.Daily(700));
            var status = await factory.RunStudyAsync(study);
            Assert.Equal((WorkState.Completed, 40L), (status.Work.State, status.TrialsDone));
            images.Add(await StudyImage.OfAsync(factory.Catalog, status.Study));
        }
        images[1].MustEqual(images[0]);
        Assert.Equal(40, images[0].Leaderboard.Select(line => line[(line.IndexOf(' ') + 1)..]).Distinct().Count());
    }

    [Fact]
    public async Task The_leaderboard_has_the_same_bits_with_one_silo_and_with_three()
    {
        var images = new List<StudyImage>();
        foreach (var (silos, threads) in new[] { ((short)1, 1), ((short)3, 2) })
        {
            await using var factory = await TestFactory.StartAsync(
                new FactoryOptions { Silos = silos, Threads = threads }
            );
            await factory.ImportAsync("ACME", TestBars.Daily(700));
            var status = await factory.RunStudyAsync(TestSpecs.Study());
            images.Add(await StudyImage.OfAsync(factory.Catalog, status.Study));
        }
        images[1].MustEqual(images[0]);
    }

    [Fact]
    public async Task A_study_started_again_is_answered_from_the_catalog_and_a_larger_one_reuses_its_models()
    {
        await using var factory = await TestFactory.StartAsync();
        await factory.ImportAsync("ACME", TestBars.Daily(700));
        var first = await factory.RunStudyAsync(TestSpecs.Study());
        var models = (await factory.Catalog.Models.ListAsync(new ModelQuery())).Rows;
        var image = await StudyImage.OfAsync(factory.Catalog, first.Study);

        var again = await factory.RunStudyAsync(TestSpecs.Study());

        Assert.Equal((WorkState.Completed, 96L, 96L), (again.Work.State, again.TrialsDone, again.TrialsReused));
        Assert.Equal(first.BestScore, again.BestScore);
        (await StudyImage.OfAsync(factory.Catalog, first.Study)).MustEqual(image);
        var larger = TestSpecs.Study();
        larger["space"]!["axes"]![2] = TestSpecs.Axis("rules.stop", 0, 0.01, 0.02, 0.03);
        var more = await factory.RunStudyAsync(larger);
        Assert.Equal((WorkState.Completed, 128L), (more.Work.State, more.TrialsDone));
        Assert.Equal(models, (await factory.Catalog.Models.ListAsync(new ModelQuery())).Rows);
    }

    [Fact]
    public async Task Two_calls_to_start_at_once_run_one_study()
    {
        await using var factory = await TestFactory.StartAsync(new FactoryOptions { Silos = 2 });
        await factory.ImportAsync("ACME", TestBars.Daily(700));
        var study = TestSpecs.Study(estimator: "ridge");
        var grain = await factory.StudyGrainAsync(study);

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => grain.StartAsync(study.ToJsonString())));
        var status = await grain.EndedAsync();

        Assert.Equal((WorkState.Completed, 96L, 0L), (status.Work.State, status.TrialsDone, status.TrialsReused));
    }

    [Fact]
    public async Task Combinations_that_are_not_allowed_are_failed_trials_not_failed_studies()
    {
        await using var factory = await TestFactory.StartAsync();
        await factory.ImportAsync("ACME", TestBars.Daily(700));
        var study = TestSpecs.Study(estimator: "ridge");
        study["rules"]!["entryThreshold"] = 0.01;
        study["space"]!["axes"]![2] = TestSpecs.Axis("rules.exitThreshold", 0, 0.001);

        var status = await factory.RunStudyAsync(study);

        Assert.Equal((WorkState.Completed, 64L), (status.Work.State, status.TrialsDone));
        var counts = await factory.Catalog.Trials.CountAsync(status.Study);
        Assert.Equal((48L, 16L), (counts[TrialStatus.Completed], counts[TrialStatus.Failed]));
        await StudyImage.OfAsync(factory.Catalog, status.Study);
    }

    [Fact]
    public async Task A_study_in_which_nothing_trades_completes_without_a_best()
    {
        await using var factory = await TestFactory.StartAsync();
        await factory.ImportAsync("ACME", TestBars.Daily(700));
        var study = TestSpecs.Study(estimator: "ridge");
        study["space"]!["axes"]![1] = TestSpecs.Axis("rules.entryThreshold", 500, 900);

        var status = await factory.RunStudyAsync(study);

        Assert.Equal((WorkState.Completed, 48L, null), (status.Work.State, status.TrialsDone, status.BestScore));
        var rows = (await factory.Catalog.Trials.LeaderboardAsync(new LeaderboardQuery(status.Study))).Rows;
        Assert.All(rows, row => Assert.Null(row.Score));
        Assert.All(rows, row => Assert.NotNull(row.Violated));
    }

    [Fact]
    public async Task A_study_over_two_symbols_completes_and_says_why_it_has_no_overfitting_probability()
    {
        await using var factory = await TestFactory.StartAsync();
        var other = TestBars.Daily(700, seed: 5);
        await factory.ImportAsync("ACME", TestBars.Daily(700));
        await factory.ImportAsync("OTHER", other.Where((_, i) => i % 50 != 7));
        var study = TestSpecs.Study(estimator: "ridge");
        study["space"]!["axes"]![0] = TestSpecs.Axis("model.symbol", "ACME", "OTHER");

        var status = await factory.RunStudyAsync(study);

        Assert.Equal((WorkState.Completed, 96L), (status.Work.State, status.TrialsDone));
        var summary = JsonNode.Parse((await factory.Catalog.Studies.FindAsync(status.Study))!.Summary!)!;
        Assert.Null(summary["overfitProbability"]);
        Assert.Contains(
            "more than one symbol",
            summary["whyNoOverfitProbability"]!.GetValue<string>(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_empty_an_over_large_and_a_misspelt_space_are_refused_by_name()
    {
        await using var factory = await TestFactory.StartAsync(new FactoryOptions { MaxTrials = 95 });
        await factory.ImportAsync("ACME", TestBars.Daily(700));

        var large = await Faults.RefusedAsync("space", () => factory.RunStudyAsync(TestSpecs.Study()));
        Assert.Contains("95", large.Allowed, StringComparison.Ordinal);
        var empty = TestSpecs.Study();
        empty["space"]!["axes"] = new JsonArray();
        await Faults.RefusedAsync("space", () => factory.RunStudyAsync(empty));
        var hollow = TestSpecs.Study();
        hollow["space"]!["axes"]![1] = TestSpecs.Axis("rules.entryThreshold", Array.Empty<double>());
        await Faults.RefusedAsync("space", () => factory.RunStudyAsync(hollow));
        var misspelt = TestSpecs.Study();
        misspelt["space"]!["axes"]![1] = TestSpecs.Axis("rules.stopp", 0.1);
        var named = await Assert.ThrowsAsync<Grains.Interfaces.Faults.BadRequestException>(() =>
            factory.RunStudyAsync(misspelt)
        );
        Assert.Contains("stopp", named.Message, StringComparison.Ordinal);
        Assert.Equal(0, (await factory.Catalog.Studies.ListAsync()).Total);
    }

    [Fact]
    public async Task Where_columns_vary_those_the_model_does_not_have_are_failed_trials()
    {
        await using var factory = await TestFactory.StartAsync();
        await factory.ImportAsync("ACME", TestBars.Daily(700));
        var study = TestSpecs.Study(estimator: "ridge");
        study["space"]!["axes"]![1] = TestSpecs.Axis("rules.gates[0].column", "regime_vol", "moon");

        var status = await factory.RunStudyAsync(study);

        Assert.Equal((WorkState.Completed, 48L), (status.Work.State, status.TrialsDone));
        var counts = await factory.Catalog.Trials.CountAsync(status.Study);
        Assert.Equal((24L, 24L), (counts[TrialStatus.Completed], counts[TrialStatus.Failed]));
        var failed = await factory.Catalog.Trials.LeaderboardAsync(
            new LeaderboardQuery(status.Study) { Status = TrialStatus.Failed }
        );
        Assert.All(
            failed.Rows,
            row => Assert.Contains("rules.gates[0].column: 'moon'", row.Error, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task The_best_of_a_study_that_minimises_is_its_least_score()
    {
        await using var factory = await TestFactory.StartAsync();
        await factory.ImportAsync("ACME", TestBars.Daily(700));
        var study = TestSpecs.Study(estimator: "ridge");
        study["objective"] = TestSpecs.Parse(
            """{ "metric": "maxDrawdown", "direction": "minimise", "constraints": [{ "metric": "trades", "minimum": 5 }] }"""
        );

        var status = await factory.RunStudyAsync(study);
        var again = await factory.RunStudyAsync(study);

        var feasible = new LeaderboardQuery(status.Study) { FeasibleOnly = true };
        var rows = (await factory.Catalog.Trials.LeaderboardAsync(feasible)).Rows;
        Assert.Equal(rows.Min(row => row.Score), status.BestScore);
        Assert.Equal(status.BestScore, again.BestScore);
        Assert.True(rows.Max(row => row.Score) > status.BestScore);
    }

    [Fact]
    public async Task A_gate_on_a_column_the_model_does_not_have_is_refused_before_anything_is_trained()
    {
        await using var factory = await TestFactory.StartAsync();
        await factory.ImportAsync("ACME", TestBars.Daily(700));
        var study = TestSpecs.Study();
        study["rules"]!["gates"]![0]!["column"] = "moon";

        var fault = await Faults.RefusedAsync("rules.gates[0].column", () => factory.RunStudyAsync(study));

        Assert.Contains("regime_vol", fault.Allowed, StringComparison.Ordinal);
        Assert.Equal(0, (await factory.Catalog.Models.ListAsync(new ModelQuery())).Total);
    }

    [Fact]
    public async Task A_study_whose_model_cannot_be_trained_fails_and_says_why()
    {
        await using var factory = await TestFactory.StartAsync();
        await factory.ImportAsync("ACME", TestBars.Daily(200));

        var status = await factory.RunStudyAsync(TestSpecs.Study());

        Assert.Equal(WorkState.Failed, status.Work.State);
        Assert.Contains("bars: 200", status.Work.Error, StringComparison.Ordinal);
        Assert.Empty(await factory.Catalog.Reminders.ListAsync(0, 0));
    }
}
