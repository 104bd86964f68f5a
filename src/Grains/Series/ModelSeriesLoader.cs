using System.Text.Json.Nodes;
using Quant.Catalog;
using Quant.Catalog.Models;
using Quant.Catalog.Series;
using Quant.Grains.Features;
using Quant.Grains.Interfaces.Faults;
using Quant.Grains.Models;
using Quant.Grains.Specs;
using Quant.Grains.Work;
using Quant.Lake.Manifest;
using Quant.Lake.Partitions;
using Quant.Learning.Specs;
using Quant.MarketData.Bars;
using Quant.Specs;

namespace Quant.Grains.Series;

/// <summary>Reads what a trained model's simulations run over.</summary>
public sealed class ModelSeriesLoader(
    CatalogStore catalog,
    LakeStore lake,
    BarReader reader,
    SpecResolver specs,
    FeatureDatasets datasets,
    WorkPool pool
)
{
    /// <summary>The series of a model with the given feature columns.</summary>
    /// <exception cref="NotFoundException">No such model, or it has not been trained.</exception>
    /// <exception cref="BadInputException">Its bars are no longer those it was trained on, or a column is none of its features.</exception>
    public async Task<ModelSeries> LoadAsync(
        Fingerprint model,
        IReadOnlyList<string> columns,
        CancellationToken cancellation
    )
    {
        var record = await FindAsync(model, cancellation);
        var resolved = await specs.ModelAsync(ModelSpec.Read(record.Identity.Spec), cancellation);
        if (resolved.Fingerprint != model)
        {
            throw new BadInputException(
                "model",
                model,
                $"a model trained on the bars there are now; bars of {record.Identity.Symbol} changed since, train it again"
            );
        }
        Check(columns, resolved);
        var key = PredictionTable.KeyOf(model, record.Identity.Symbol.ToString());
        var predictions = await catalog.Manifest.ListAsync(key.Dataset, key.Symbol, cancellation);
        var features = columns.Count == 0 ? [] : await datasets.FindAsync(resolved, cancellation);
        var causal = JsonNode.Parse(record.Result!.Card)!["isCausal"]!.GetValue<bool>();
        return await pool.RunAsync(
            WorkLabel.Series(record.Identity.Fingerprint),
            _ => Load(resolved, predictions, features, columns, !causal),
            cancellation
        );
    }

    private async Task<ModelRecord> FindAsync(Fingerprint model, CancellationToken cancellation) =>
        await catalog.Models.FindAsync(model, cancellation) switch
        {
            { Status: ModelStatus.Ready } ready => ready,
            { } other => throw new NotFoundException(
                $"Model {model} is not trained: {other.Error?.TrimEnd('.') ?? "training"}."
            ),
            null => throw new NotFoundException($"No model {model}; `quant model list` shows those there are."),
        };

    private static void Check(IReadOnlyList<string> columns, ResolvedModel resolved)
    {
        foreach (var column in columns)
        {
            if (!resolved.Model.Features.Names.Contains(column))
            {
                throw new BadInputException(
                    "rules.gates.column",
                    column,
                    $"a feature of the model: {string.Join(", ", resolved.Model.Features.Names)}"
                );
            }
        }
    }

    private ModelSeries Load(
        ResolvedModel resolved,
        IReadOnlyList<ManifestEntry> predictions,
        IReadOnlyList<ManifestEntry> features,
        IReadOnlyList<string> columns,
        bool inSample
    )
    {
        BarSeries bars = ModelTraining.Rows(resolved, reader.Load(resolved.Bars), out _);
        var table = lake.Read(predictions, PredictionTable.Schema);
        if (!table.Timestamps().AsSpan().SequenceEqual(bars.Ts))
        {
            throw new InvalidDataException(
                $"Model {resolved.Fingerprint} has {table.Rows} predictions for {bars.Count} bars of {bars.Symbol}."
            );
        }
        var frame = columns.Count == 0 ? null : datasets.Load(features, columns, bars.Ts);
        return new ModelSeries(
            resolved.Fingerprint,
            bars,
            table.Doubles("prediction"),
            columns.ToDictionary(name => name, name => frame![name]),
            resolved.Bars.Calendar,
            inSample
        );
    }
}
