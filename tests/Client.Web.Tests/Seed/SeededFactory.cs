using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Quant.Catalog;
using Quant.Catalog.Models;
using Quant.Catalog.Series;
using Quant.Catalog.Simulations;
using Quant.Catalog.Studies;
using Quant.Lake.Manifest;
using Quant.Lake.Partitions;
using Quant.Lake.Tables;
using Quant.MarketData.Bars;
using Quant.MarketData.Storage;
using Quant.Simulation;
using Quant.Simulation.Inputs;
using Quant.Simulation.Results;
using Quant.Simulation.Rules;
using Quant.Specs;

namespace Quant.Client.Web.Tests.Seed;

/// <summary>
/// A data root with one of everything: daily and minute bars, features, a model, a backtest made by the simulator, and a
/// completed study of 24 trials.
/// </summary>
public sealed class SeededFactory : IAsyncDisposable
{
    public static readonly Fingerprint Model = Fingerprint.Of("model");
    public static readonly Fingerprint Features = Fingerprint.Of("features");
    public static readonly Fingerprint Run = Fingerprint.Of("run");
    public const string Study = "study-1";
    public const int Trials = 24;

    private SeededFactory(string root, CatalogStore catalog, LakeStore lake, BarSeries bars) =>
        (Root, Catalog, Lake, Bars) = (root, catalog, lake, bars);

    public string Root { get; }

    public CatalogStore Catalog { get; }

    public LakeStore Lake { get; }

    /// <summary>The daily bars of TEST.</summary>
    public BarSeries Bars { get; }

    /// <summary>What the simulator said of the backtest.</summary>
    public SimulationResult Result { get; private set; } = null!;

    public static async Task<SeededFactory> CreateAsync()
    {
        var root = Directory.CreateTempSubdirectory("quant-seed-").FullName;
        var catalog = await CatalogStore.OpenAsync(CatalogOptions.ForSqlite(Path.Combine(root, "catalog.db")));
        var factory = new SeededFactory(root, catalog, new LakeStore(Path.Combine(root, "lake")), RandomBars.Daily());
        await factory.AddBarsAsync();
        await factory.AddFeaturesAsync();
        await factory.AddModelAsync();
        await factory.AddRunAsync();
        await factory.AddStudyAsync();
        return factory;
    }

    public void Register(IServiceCollection services) => services.AddSingleton(Catalog).AddSingleton(Lake);

    public async ValueTask DisposeAsync()
    {
        await Catalog.DisposeAsync();
        Directory.Delete(Root, recursive: true);
    }

    private async Task AddBarsAsync()
    {
        foreach (var bars in (BarSeries[])[Bars, RandomBars.Minutes()])
        {
            var plan = new BarStore(Lake).PlanMerge([], bars);
            Assert.True(await Catalog.Manifest.TryApplyAsync(plan.Changes, default));
            var synthetic = bars.Symbol.IsSynthetic;
            await Catalog.Symbols.PutAsync(bars.Symbol, "made for tests", "test", "XNYS", synthetic);
        }
    }

    private async Task AddFeaturesAsync()
    {
        await Catalog.FeatureSets.TryAddAsync(Features, "two columns", """{"features":["a","b"]}""");
        var half = Bars.Close.Select((close, i) => i < 10 ? double.NaN : close / 2).ToArray();
        var table = new ColumnTable(
            Column.Timestamp("ts", Bars.Ts),
            Column.Double("a", Bars.Close),
            Column.Double("b", half)
        );
        await PutAsync(new PartitionKey(Dataset.Features(Features), "TEST", "all"), table);
    }

    private async Task AddModelAsync()
    {
        var spec = """{"symbol":"TEST","interval":"1d","adjustment":"none"}""";
        await Catalog.Models.BeginAsync(
            new ModelIdentity(
                Model,
                spec,
                Bars.Symbol,
                Bars.Interval,
                Features,
                "forwardReturn",
                "ridge",
                Fingerprint.Of("data")
            )
            {
                Cohort = Study,
            }
        );
        var card = """{"folds":[{"test":[0,100]}],"importances":{"a":0.7,"b":0.3}}""";
        var made = new TrainedModel(
            12.5,
            Bars.Count,
            4,
            """{"rows":500,"auc":0.54,"inSample.auc":0.9}""",
            card,
            "m",
            "h"
        );
        Assert.True(await Catalog.Models.CompleteAsync(Model, made));
    }

    private async Task AddRunAsync()
    {
        var predictions = Bars
            .Close.Select((_, i) => i < 20 ? double.NaN : Bars.Close[i] / Bars.Close[i - 20] - 1)
            .ToArray();
        Result = Simulator.Run(
            new SimulationInput(Bars, predictions, 252) { Start = 50 },
            new SimulationRules { EntryThreshold = 0.01 }
        );
        await PutAsync(RunTables.EquityKey(Run), RunRows.Equity(Bars, Result));
        await PutAsync(RunTables.TradesKey(Run), RunRows.Trades(Result));
        var metrics = new JsonObject();
        foreach (var (name, value) in MetricDefinition.Defined(Result.Metrics))
        {
            metrics[name] = value;
        }
        await Catalog.Simulations.TryAddAsync(
            new SimulationRecord(
                Run,
                Model,
                Bars.Symbol,
                Result.Rules.ToCanonicalJson(),
                Bars.Ts[50],
                Bars.Ts[^1] + 1,
                false,
                metrics.ToJsonString(),
                JsonSerializer.Serialize(Result.Account.Steps, SpecJson.Options),
                Dataset.Run(Run)
            )
        );
    }

    private async Task AddStudyAsync()
    {
        var spec = """
            {"name":"seeded","space":{"axes":[
              {"path":"rules.entryThreshold","values":[0.001,0.002,0.003,0.004]},
              {"path":"rules.stop","name":"stop","values":[0,0.01,0.02,0.05,0.1,0.2]}]}}
            """;
        await Catalog.Studies.AddAsync(Study, "seeded", spec, Fingerprint.Of("study"), Trials);
        await Catalog.Studies.StartAsync(Study);
        await Catalog.Trials.RecordAsync([.. Enumerable.Range(0, Trials).Select(Trial)]);
        var statistics = Enumerable.Range(0, Trials).Select(i => new TrialStatistics(i, i / 30.0, 0.1 * i)).ToList();
        await Catalog.Trials.UpdateStatisticsAsync(Study, statistics);
        var summary = string.Create(
            CultureInfo.InvariantCulture,
            $$$"""
            {"trials":24,"overfitProbability":0.42,"overfitSplits":12870,"fromTs":{{{Bars.Ts[50]}}},
             "splitTs":{{{Bars.Ts[400]}}},"toTs":{{{Bars.Ts[^1] + 1}}},
             "benchmark":{"selection":{"totalReturn":0.1,"sharpe":0.5},"holdOut":{"totalReturn":0.2} } }
            """
        );
        Assert.True(await Catalog.Studies.CompleteAsync(Study, summary));
    }

    private static TrialRecord Trial(int index) =>
        new(Study, index, Fingerprint.Of(index), Model, """{"entryThreshold":0.001}""", TrialStatus.Completed)
        {
            Score = index == 3 ? null : index * 0.1,
            Selection = new PeriodMetrics(
                index * 0.1,
                0.2,
                0.1,
                10 * index,
                index == 5 ? double.PositiveInfinity : 1.5,
                1,
                0.5
            ),
            HoldOut = new PeriodMetrics(1 - index * 0.1, 0.1, 0.2, 5, 1, 1, 0.5),
            Violated = index % 2 == 1 ? "too few trades" : null,
        };

    private async Task PutAsync(PartitionKey key, ColumnTable table) =>
        await new PartitionWriter(Lake, Catalog.Manifest).UpdateAsync(
            key.Dataset,
            key.Symbol,
            [key.Period],
            (_, _) => table,
            default
        );
}
