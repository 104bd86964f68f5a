using Quant.Catalog;
using Quant.Features.Frames;
using Quant.Grains.Specs;
using Quant.Lake.Manifest;
using Quant.Lake.Partitions;
using Quant.Lake.Tables;

namespace Quant.Grains.Features;

/// <summary>Reads feature datasets that have been built.</summary>
public sealed class FeatureDatasets(CatalogStore catalog, LakeStore lake)
{
    /// <summary>The files of a model's features now.</summary>
    public Task<IReadOnlyList<ManifestEntry>> FindAsync(ResolvedModel model, CancellationToken cancellation) =>
        catalog.Manifest.ListAsync(
            Dataset.Features(model.Model.FeatureDataset),
            model.Model.Spec.Symbol.ToString(),
            cancellation
        );

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
