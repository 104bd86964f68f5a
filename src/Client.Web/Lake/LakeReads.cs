using Quant.Catalog;
using Quant.Client.Web.Contracts;
using Quant.Client.Web.Json;
using Quant.Lake.Manifest;
using Quant.Lake.Partitions;
using Quant.Lake.Upkeep;

namespace Quant.Client.Web.Lake;

/// <inheritdoc cref="ILakeReads"/>
internal sealed class LakeReads(CatalogStore catalog, LakeStore lake, TimeProvider clock) : ILakeReads
{
    public async Task<IReadOnlyList<LakeFileDto>> ListFilesAsync(
        string? dataset,
        string? symbol,
        CancellationToken cancellation
    )
    {
        var entries = dataset is null
            ? await catalog.Manifest.ListAllAsync(cancellation)
            : await catalog.Manifest.ListAsync(Dataset.Parse(dataset), symbol, cancellation);
        return [.. entries.Where(entry => symbol is null || entry.Key.Symbol == symbol).Select(ToDto)];
    }

    public async Task<LakeCheckDto> CheckAsync(CancellationToken cancellation)
    {
        var entries = await catalog.Manifest.ListAllAsync(cancellation);
        var check = new LakeCheck(lake, catalog.Manifest, clock);
        var problems = await Task.Run(() => check.RunAsync(null, cancellation), cancellation);
        var damage = await catalog.CheckAsync(cancellation);
        return new LakeCheckDto(
            entries.Count,
            entries.Sum(entry => entry.Bytes),
            [
                .. damage.Select(line => new LakeProblemDto("", "catalog", true, line)),
                .. problems.Select(p => new LakeProblemDto(p.File, Words.Of(p.Kind), p.IsFault, p.Detail)),
            ]
        );
    }

    public async Task<GcReportDto> CollectAsync(TimeSpan? grace, CancellationToken cancellation)
    {
        var collector = new LakeGarbageCollector(lake, catalog.Manifest, clock);
        var done = await Task.Run(
            () => collector.RunAsync(grace ?? LakeGarbageCollector.DefaultGrace, cancellation),
            cancellation
        );
        return new GcReportDto(done.Superseded.Count + done.Orphans.Count, done.Bytes, done.Kept);
    }

    private static LakeFileDto ToDto(ManifestEntry entry) =>
        new(
            entry.Key.Dataset.Path,
            entry.Key.Symbol,
            entry.Key.Period,
            entry.File,
            entry.Rows,
            entry.FirstTs,
            entry.LastTs,
            entry.Bytes,
            entry.Generation
        );
}
