using Quant.Catalog;
using Quant.Features.Frames;
using Quant.Grains.Interfaces.Features;
using Quant.Grains.Specs;
using Quant.Lake.Manifest;
using Quant.Lake.Partitions;
using Quant.Lake.Tables;
using Quant.Specs;

namespace Quant.Grains.Features;

/// <summary>Finds and reads the features of models.</summary>
public sealed class FeatureDatasets(CatalogStore catalog, LakeStore lake, SpecResolver specs, IGrainFactory grains)
{
    /// <summary>
    /// The files of a model's features, computed from the very bars the model is addressed by: a dataset may have been
    /// built from other bars since the model was trained, so it is brought up to date first.
    /// </summary>
    /// <exception cref="BadInputException">The bars changed meanwhile.</exception>
    public async Task<IReadOnlyList<ManifestEntry>> FindAsync(ResolvedModel model, CancellationToken cancellation)
    {
        var spec = model.Model.Spec;
        await grains
            .GetGrain<IFeatureGrain>($"{model.Model.FeatureDataset}|{spec.Symbol}")
            .BuildAsync(
                new FeatureRequest(
                    spec.Symbol.ToString(),
                    spec.Interval.ToString(),
                    SpecWords.Of(spec.Adjustment),
                    SpecJson.Write(spec.Features)
                ),
                cancellation
            );
        var files = await catalog.Manifest.ListAsync(
            Dataset.Features(model.Model.FeatureDataset),
            spec.Symbol.ToString(),
            cancellation
        );
        return (await specs.ModelAsync(spec, cancellation)).Fingerprint == model.Fingerprint
            ? files
            : throw new BadInputException(
                "model",
                model.Fingerprint,
                $"a model of the bars there are now; bars changed while features of {spec.Symbol} were computed, ask again"
            );
    }

    /// <summary>Some columns over the times of a series. Heavy: a worker thread's work.</summary>
    /// <param name="entries">The files.</param>
    /// <param name="names">The columns.</param>
    /// <param name="ts">Starts of the bars wanted, ascending.</param>
    /// <exception cref="InvalidDataException">The files do not have a row for each of the bars.</exception>
    public FeatureFrame Load(IReadOnlyList<ManifestEntry> entries, IReadOnlyList<string> names, long[] ts)
    {
        var schema = new TableSchema([
            new ColumnDefinition("ts", ColumnType.Timestamp),
            .. names.Select(name => new ColumnDefinition(name, ColumnType.Double)),
        ]);
        var table = lake.Read(entries, schema, ts[0], ts[^1] + 1);
        if (!table.Timestamps().AsSpan().SequenceEqual(ts))
        {
            throw new InvalidDataException(
                $"{entries[0].Key.Dataset} has {table.Rows} rows for {ts.Length} bars of {entries[0].Key.Symbol}; "
                    + "the bars changed while they were read."
            );
        }
        return new FeatureFrame(ts, names, [.. names.Select(table.Doubles)]);
    }
}
