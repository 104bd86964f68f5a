using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Quant.Catalog;
using Quant.Catalog.Models;
using Quant.Catalog.Series;
using Quant.Grains.Features;
using Quant.Grains.Specs;
using Quant.Grains.Work;
using Quant.Lake.Manifest;
using Quant.Lake.Partitions;
using Quant.Learning.Models.Files;
using Quant.Learning.Training;
using Quant.MarketData.Bars;
using Quant.Specs;

namespace Quant.Grains.Models;

/// <summary>
/// Trains a model over what is in the lake, and leaves its predictions there and its file in the model store. Everything
/// is in place before the catalog calls the model ready; done again after a crash, it makes the same bits.
/// </summary>
public sealed class ModelTraining(
    CatalogStore catalog,
    LakeStore lake,
    BarReader reader,
    FeatureDatasets datasets,
    ModelStore models
)
{
    /// <summary>Heavy: a worker thread's work.</summary>
    public TrainedModel Train(
        ResolvedModel resolved,
        IReadOnlyList<ManifestEntry> features,
        WorkProgress progress,
        CancellationToken cancellation
    )
    {
        var clock = Stopwatch.StartNew();
        var bars = Rows(resolved, reader.Load(resolved.Bars), out var before);
        var frame = datasets.Load(features, resolved.Model.Features.Names, bars.Ts);
        var input = new TrainingInput(bars, frame, Math.Max(0, resolved.Model.Features.Warmup - before));
        var told = new Told(progress);
        var result = WalkForwardTrainer.Train(input, resolved.Model.Training, told, 1, cancellation);
        progress.Report("writing predictions");
        var key = PredictionTable.KeyOf(resolved.Fingerprint, bars.Symbol.ToString());
        new PartitionWriter(lake, catalog.Manifest)
            .UpdateAsync(
                key.Dataset,
                key.Symbol,
                [key.Period],
                (_, _) => PredictionTable.Of(bars.Ts, result.Predictions, result.FoldOfRow),
                cancellation
            )
            .GetAwaiter()
            .GetResult();
        var card = Card(resolved, result);
        var folder = models.FolderOf(resolved.Fingerprint);
        ModelFile.Save(
            folder,
            result.Final,
            new ModelCard(
                result.Labels.Task,
                result.FinalRange,
                JsonNode.Parse(SpecJson.Write(resolved.Model.Spec))!,
                card
            )
        );
        return new TrainedModel(
            clock.Elapsed.TotalMilliseconds,
            bars.Count,
            result.Folds.Count,
            ModelMetricsJson.Of(result).ToJsonString(),
            card.ToJsonString(),
            ModelStore.RelativePath(resolved.Fingerprint),
            Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, ModelFile.JsonName))))
        );
    }

    /// <summary>The rows a model works on: bars from its first date on.</summary>
    /// <param name="resolved">The model.</param>
    /// <param name="all">All bars up to its last date.</param>
    /// <param name="before">Bars before the first row.</param>
    /// <exception cref="BadInputException">No bars from that date on.</exception>
    public static BarSeries Rows(ResolvedModel resolved, BarSeries all, out int before)
    {
        var from = resolved.Model.Spec.From;
        before = from is { } date ? all.FirstAtOrAfter(resolved.Bars.Calendar.Zone.Midnight(date)) : 0;
        if (before == all.Count)
        {
            throw new BadInputException(
                "from",
                from?.ToString("O"),
                $"a date up to the last bar, {UnixMicros.Format(all.Ts[^1])}"
            );
        }
        return before == 0 ? all : all.Slice(before, all.Count - before);
    }

    private static JsonObject Card(ResolvedModel resolved, TrainingResult result) =>
        new()
        {
            ["isCausal"] = result.IsCausal,
            ["firstPrediction"] = result.Ts[Array.FindIndex(result.Predictions, p => !double.IsNaN(p))],
            ["lastPrediction"] = result.Ts[Array.FindLastIndex(result.Predictions, p => !double.IsNaN(p))],
            ["featureDataset"] = resolved.Model.FeatureDataset.ToString(),
            ["features"] = Json(resolved.Model.Features.Names),
            ["folds"] = Json(result.Folds),
            ["outOfSample"] = Json(result.OutOfSample),
            ["inSample"] = Json(result.InSample),
            ["importances"] = Json(result.Importances),
            ["trained"] = Json(result.FinalRange),
        };

    private static JsonNode Json<T>(T value) => JsonSerializer.SerializeToNode(value, SpecJson.Options)!;

    private sealed class Told(WorkProgress progress) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) =>
            progress.Report(
                value.IsFinal ? "training on all rows" : $"training fold {value.Fold} of {value.Folds}",
                value.Fold - 1,
                value.Folds + 1
            );
    }
}
