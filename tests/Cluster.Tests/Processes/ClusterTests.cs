using System.Diagnostics;
using System.Text.Json.Nodes;
using Npgsql;
using Quant.Catalog.Studies;
using Quant.Cluster.Tests.Factory;
using Quant.Cluster.Tests.Storage;
using Quant.Grains.Interfaces.Progress;
using Quant.Silo.Engines;

namespace Quant.Cluster.Tests.Processes;

/// <summary>Silos that are processes, found through PostgreSQL: one is killed in the middle of a study, one joins.</summary>
public sealed class ClusterTests(PostgresFixture postgres, ITestOutputHelper output)
{
    private const long Trials = TestSpecs.Many * 160;
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(4);
    private static readonly IReadOnlyList<TestBar> s_bars = TestBars.Daily(700);

    private static JsonObject Spec
    {
        get
        {
            var spec = TestSpecs.ManyModels();
            spec["model"] = TestSpecs.Model();
            spec["model"]!["training"]!["estimator"]!["params"]!["rounds"] = 40;
            spec["space"]!["axes"]![1] = TestSpecs.Axis(
                "rules.entryThreshold",
                0,
                0.0002,
                0.0003,
                0.0005,
                0.0006,
                0.0008,
                0.001,
                0.0015,
                0.002,
                0.003
            );
            spec["space"]!["axes"]![2] = TestSpecs.Axis("rules.stop", 0, 0.01, 0.02, 0.03, 0.05, 0.08, 0.1, 0.2);
            return spec;
        }
    }

    [Theory, InlineData("training"), InlineData("simulating")]
    public async Task A_silo_killed_in_the_middle_and_one_that_joins_change_nothing_of_what_a_study_finds(string phase)
    {
        var connection = await RequireAsync();
        var (study, alone, image) = await AloneAsync();
        using var root = new TestRoot();
        await using (var factory = await TestFactory.StartAsync(new FactoryOptions { Postgres = connection }, root))
        {
            await factory.ImportAsync("ACME", s_bars);
        }
        await using var cluster = new TestCluster(connection, root);
        await cluster.OpenAsync();
        var first = await cluster.SiloAsync("A");
        var second = await cluster.SiloAsync("B");
        var server = await cluster.ServerAsync();

        var clock = Stopwatch.StartNew();
        var started = await cluster.PostAsync(server, "api/studies", Spec.ToJsonString());
        Assert.True(started.Status == 200, started.Body);
        await UntilAsync(
            cluster,
            async () =>
                phase == "training"
                    ? (
                        await cluster.Catalog.Models.ListAsync(new() { Status = Catalog.Models.ModelStatus.Ready })
                    ).Total >= 3
                    : (await cluster.Catalog.Trials.CountAsync(study)).Values.Sum() >= 200
        );
        second.Kill();
        var (left, killed) = ((await cluster.Catalog.Trials.CountAsync(study)).Values.Sum(), clock.Elapsed);
        var third = await cluster.SiloAsync("C");
        var joined = clock.Elapsed;
        await UntilAsync(
            cluster,
            async () => (await cluster.Catalog.Studies.FindAsync(study))!.Status != StudyStatus.Running
        );
        var ended = clock.Elapsed;

        var record = (await cluster.Catalog.Studies.FindAsync(study))!;
        Assert.True(record.Status == StudyStatus.Completed, $"{record.Error}\n{cluster.Account}");
        Assert.InRange(left, 0, Trials - 1);
        (await StudyImage.OfAsync(cluster.Catalog, study)).MustEqual(image);
        var rows = (await cluster.Catalog.Trials.LeaderboardAsync(new LeaderboardQuery(study) { Limit = 10_000 })).Rows;
        var bySilo = rows.GroupBy(row => row.Silo).OrderBy(group => group.Key);
        output.WriteLine(
            $"{phase}: {Trials} trials, alone {alone.TotalSeconds:F1} s; killed B at {killed.TotalSeconds:F1} s with {left} "
                + $"recorded, C joined at {joined.TotalSeconds:F1} s, completed at {ended.TotalSeconds:F1} s; by silo "
                + string.Join(", ", bySilo.Select(group => $"{group.Key} {group.Count()}"))
        );
        var status = await cluster.GetAsync(server, "api/status");
        Assert.Contains("\"name\":\"C\"", status.Body, StringComparison.Ordinal);
        Assert.Equal((200, "Healthy"), await cluster.GetAsync(third, "health/live"));
        Assert.Equal(200, (await cluster.GetAsync(first, "orleans/")).Status);
        Assert.Equal(0, await first.EndAsync());
        await UntilAsync(cluster, async () => (await cluster.GetAsync(server, "health/ready")).Status == 200);
    }

    [Fact]
    public async Task Orleans_own_providers_keep_states_and_reminders_in_PostgreSQL_where_that_is_asked_for()
    {
        var connection = await RequireAsync();
        using var root = new TestRoot();
        await using (var factory = await TestFactory.StartAsync(new FactoryOptions { Postgres = connection }, root))
        {
            await factory.ImportAsync("ACME", s_bars);
        }
        await using var cluster = new TestCluster(connection, root);
        await cluster.OpenAsync();
        await cluster.SiloAsync("A", "--states", "adonet", "--reminders", "adonet");
        var server = await cluster.ServerAsync();
        await using var source = NpgsqlDataSource.Create(connection);
        async Task<long> CountAsync(string what)
        {
            await using var count = source.CreateCommand($"SELECT count(*) FROM {what}");
            return (long)(await count.ExecuteScalarAsync())!;
        }
        var reminders = 0L;

        var started = await cluster.PostAsync(server, "api/studies", Spec.ToJsonString());
        Assert.True(started.Status == 200, started.Body);
        var study = JsonNode.Parse(started.Body)!["study"]!.GetValue<string>();
        await UntilAsync(
            cluster,
            async () =>
            {
                reminders = Math.Max(reminders, await CountAsync("OrleansRemindersTable"));
                return (await cluster.Catalog.Studies.FindAsync(study))!.Status != StudyStatus.Running;
            }
        );

        Assert.Equal(StudyStatus.Completed, (await cluster.Catalog.Studies.FindAsync(study))!.Status);
        await UntilAsync(cluster, async () => await CountAsync("OrleansRemindersTable") == 0);
        Assert.Equal(1, reminders);
        Assert.True(await CountAsync("OrleansStorage WHERE PayloadBinary IS NOT NULL") > 0, cluster.Account);
        Assert.Equal(0, await CountAsync("grain_state"));
        Assert.Empty(await cluster.Catalog.Reminders.ListAsync(0, 0));
    }

    private async Task<string> RequireAsync()
    {
        if (ClusterWiring.Unavailable is { } why)
        {
            Assert.Skip(why);
        }
        return await postgres.CreateDatabaseAsync();
    }

    /// <summary>The same study in this process, on SQLite.</summary>
    private static async Task<(string Study, TimeSpan Time, StudyImage Image)> AloneAsync()
    {
        await using var factory = await TestFactory.StartAsync();
        await factory.ImportAsync("ACME", s_bars);
        var clock = Stopwatch.StartNew();
        var status = await factory.RunStudyAsync(Spec);
        Assert.Equal((WorkState.Completed, Trials), (status.Work.State, status.TrialsDone));
        return (status.Study, clock.Elapsed, await StudyImage.OfAsync(factory.Catalog, status.Study));
    }

    private static async Task UntilAsync(TestCluster cluster, Func<Task<bool>> condition)
    {
        for (var clock = Stopwatch.StartNew(); !await condition(); await Task.Delay(20))
        {
            Assert.True(clock.Elapsed < s_patience, cluster.Account);
        }
    }
}
