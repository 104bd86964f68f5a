using Quant.Catalog.Models;
using Quant.Catalog.Studies;
using Quant.Lake.Manifest;
using Quant.MarketData.Bars;
using Quant.Specs;

namespace Quant.Catalog.Tests;

/// <summary>Records to put into a catalog.</summary>
internal static class Samples
{
    public static readonly Symbol Spy = Symbol.Parse("SPY");
    public static readonly Symbol Aapl = Symbol.Parse("AAPL");

    public static Fingerprint Print(string what) => Fingerprint.Of(what);

    public static ManifestEntry Entry(
        string dataset,
        string symbol,
        string period,
        long generation,
        string writer = "w",
        long firstTs = 100,
        long lastTs = 200
    ) =>
        new(
            new PartitionKey(Dataset.Parse(dataset), symbol, period),
            $"{dataset}/symbol={symbol}/{period}.{writer}.{generation}.parquet",
            10,
            firstTs,
            lastTs,
            1000,
            new string('a', 64),
            generation
        );

    public static ManifestChange Put(ManifestEntry entry) => new(entry.Key, entry.Generation - 1, entry);

    public static ModelIdentity Model(string name, string? parent = null) =>
        new(Print(name), "{\"a\":1}", Spy, Interval.Hour1, Print("features"), "forward", "trees", Print("data"))
        {
            Parent = parent is null ? null : Print(parent),
            Cohort = "grid-1",
        };

    public static TrainedModel Trained() =>
        new(12.5, 1000, 5, "{\"auc\":0.6}", "{}", "models/x.json", new string('b', 64));

    public static TrialRecord Trial(string study, long index, double? score = null) =>
        new(study, index, Print($"{study}/{index}"), Print("model"), "{\"stop\":0.01}", TrialStatus.Completed)
        {
            Score = score,
            Selection = new PeriodMetrics(1.5, 0.1, 0.05, 40 + index, 1.2, 2.5, 0.55),
            HoldOut = new PeriodMetrics(0.5, 0.02, 0.07, 10, double.PositiveInfinity, null, 0.5),
            SelectionMetrics = "{\"sharpe\":1.5}",
            HoldOutMetrics = "{\"sharpe\":0.5}",
            BlockMoments = [1, 2, 3, (byte)index],
            Silo = "silo-1",
            ElapsedMicros = 1234,
        };
}
