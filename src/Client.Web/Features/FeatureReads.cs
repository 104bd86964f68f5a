using Quant.Catalog;
using Quant.Client.Web.Bars;
using Quant.Client.Web.Contracts;
using Quant.Client.Web.Json;
using Quant.Grains.Interfaces.Faults;
using Quant.Lake.Manifest;
using Quant.Lake.Partitions;
using Quant.Lake.Tables;
using Quant.MarketData.Bars;
using Quant.Specs;

namespace Quant.Client.Web.Features;

/// <inheritdoc cref="IFeatureReads"/>
internal sealed class FeatureReads(CatalogStore catalog, LakeStore lake) : IFeatureReads
{
    private const string Time = "ts";

    public async Task<IReadOnlyList<FeatureDatasetDto>> ListAsync(CancellationToken cancellation)
    {
        var result = new List<FeatureDatasetDto>();
        foreach (var set in await catalog.FeatureSets.ListAsync(cancellation))
        {
            var entries = await catalog.Manifest.ListAsync(Dataset.Features(set.Fingerprint), null, cancellation);
            result.Add(
                new FeatureDatasetDto(
                    set.Fingerprint.ToString(),
                    set.Name,
                    JsonText.Parse(set.Spec),
                    set.CreatedAt,
                    [.. entries.GroupBy(entry => entry.Key.Symbol).Select(Coverage)]
                )
            );
        }
        return result;
    }

    public async Task<FeatureRowsDto> ReadAsync(FeatureQuery query, CancellationToken cancellation)
    {
        var dataset = Fingerprint.Parse(query.Dataset, "dataset");
        var symbol = Symbol.Parse(Uri.UnescapeDataString(query.Symbol)).ToString();
        _ = new Buckets(0, query.MaxPoints);
        var entries = await catalog.Manifest.ListAsync(Dataset.Features(dataset), symbol, cancellation);
        if (entries.Count == 0)
        {
            throw new NotFoundException($"No features {dataset} have been built for {symbol}; build them first.");
        }
        return await Task.Run(() => Read(query, dataset, symbol, entries), cancellation);
    }

    private FeatureRowsDto Read(
        FeatureQuery query,
        Fingerprint dataset,
        string symbol,
        IReadOnlyList<ManifestEntry> entries
    )
    {
        var schema = Choose(lake.SchemaOf(entries[0]), query.Columns);
        var table = lake.Read(entries, schema, query.FromTs ?? long.MinValue, query.ToTs ?? long.MaxValue);
        var points = new Buckets(table.Rows, query.MaxPoints);
        return new FeatureRowsDto(
            dataset.ToString(),
            symbol,
            points.Rows,
            points.Stride,
            points.First(table.Timestamps(Time)),
            schema
                .Names.Where(name => name != Time)
                .ToDictionary(name => name, name => points.First(table.Doubles(name)))
        );
    }

    private static TableSchema Choose(TableSchema schema, IReadOnlyList<string>? wanted)
    {
        var features = schema.Columns.Where(column => column.Type == ColumnType.Double).ToList();
        if (wanted is not null)
        {
            var unknown = wanted.FirstOrDefault(name => features.All(column => column.Name != name));
            if (unknown is not null)
            {
                throw new BadInputException(
                    "columns",
                    unknown,
                    $"names out of {string.Join(", ", features.Select(column => column.Name))}"
                );
            }
            features = [.. features.Where(column => wanted.Contains(column.Name))];
        }
        return new TableSchema([new ColumnDefinition(Time, ColumnType.Timestamp), .. features]);
    }

    private static FeatureCoverageDto Coverage(IGrouping<string, ManifestEntry> symbol) =>
        new(symbol.Key, symbol.Sum(e => e.Rows), symbol.Min(e => e.FirstTs), symbol.Max(e => e.LastTs));
}
