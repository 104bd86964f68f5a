using Quant.Catalog.Market;
using Quant.Grains.Interfaces.Ingest;
using Quant.Specs;

namespace Quant.Grains.Ingest.Backfills;

internal static class BackfillMapping
{
    public static BackfillStatus ToStatus(this BackfillRecord record) =>
        new(
            record.Id,
            record.Symbol.ToString(),
            record.Interval.ToString(),
            record.FromTs,
            record.ToTs,
            record.State.ToString().ToLowerInvariant(),
            record.WindowsDone,
            record.WindowsTotal,
            record.Bars,
            record.Added,
            record.Revised,
            record.Refused,
            record.Error,
            record.Providers,
            UnixMicros.From(record.CreatedAt),
            UnixMicros.From(record.UpdatedAt)
        );
}
