using Quant.Catalog;
using Quant.Catalog.Market;
using Quant.Client.Web.Contracts;
using Quant.Grains.Interfaces.Ingest;

namespace Quant.Client.Web.Ingest;

/// <summary>Backfills and live feeds over all symbols.</summary>
internal sealed class IngestReads(CatalogStore catalog, IGrainFactory grains)
{
    private const int MostBackfills = 50;
    private const int MostLive = 500;

    /// <summary>Both, as much as a page shows.</summary>
    public async Task<IngestDto> ReadAsync(CancellationToken cancellation) =>
        new(await BackfillsAsync(MostBackfills, cancellation), [.. (await LiveAsync(cancellation)).Take(MostLive)]);

    /// <summary>Backfills, those that are not over first, then the latest.</summary>
    public async Task<IReadOnlyList<BackfillDto>> BackfillsAsync(int limit, CancellationToken cancellation) =>
        [
            .. (await catalog.Backfills.ListAsync(null, cancellation))
                .OrderBy(backfill => backfill.IsOver)
                .ThenByDescending(backfill => backfill.CreatedAt)
                .Take(limit)
                .Select(ToDto),
        ];

    /// <summary>Feeds that are on, by symbol, each as its grain tells it now.</summary>
    public async Task<IReadOnlyList<LiveDto>> LiveAsync(CancellationToken cancellation)
    {
        var feeds = await catalog.LiveFeeds.ListAsync(cancellation);
        return await Task.WhenAll(
            feeds
                .Where(feed => feed.Mode != LiveMode.Off)
                .Select(async feed =>
                    (await grains.GetGrain<ISymbolIngestGrain>(feed.Symbol.ToString()).GetLiveAsync()).ToDto()
                )
        );
    }

    private static BackfillDto ToDto(BackfillRecord record) =>
        new(
            record.Id,
            record.Symbol.ToString(),
            record.Interval.ToString(),
            record.FromTs,
            record.ToTs,
            Enum.Parse<BackfillPhase>(record.State.ToString()),
            record.WindowsDone,
            record.WindowsTotal,
            record.Bars,
            record.Added,
            record.Revised,
            record.Refused,
            record.Error,
            record.Providers,
            Quant.Specs.UnixMicros.From(record.CreatedAt),
            Quant.Specs.UnixMicros.From(record.UpdatedAt)
        );
}
