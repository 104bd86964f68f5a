using Quant.Catalog;
using Quant.Catalog.Series;
using Quant.Lake.Manifest;
using Quant.Lake.Partitions;
using Quant.Lake.Tables;
using Quant.Specs;

namespace Quant.Client.Web.Simulations;

/// <summary>A backtest's series in the lake.</summary>
internal sealed class RunSeries(CatalogStore catalog, LakeStore lake)
{
    /// <summary>Equity rows within a range; null where the run kept none.</summary>
    public Task<ColumnTable?> ReadEquityAsync(
        Fingerprint run,
        long fromTs,
        long toTs,
        CancellationToken cancellation
    ) => ReadAsync(RunTables.EquityKey(run), RunTables.Equity, fromTs, toTs, cancellation);

    /// <summary>Trades by number; null where the run made none.</summary>
    public Task<ColumnTable?> ReadTradesAsync(Fingerprint run, CancellationToken cancellation) =>
        ReadAsync(RunTables.TradesKey(run), RunTables.Trades, long.MinValue, long.MaxValue, cancellation);

    private async Task<ColumnTable?> ReadAsync(
        PartitionKey key,
        TableSchema schema,
        long fromTs,
        long toTs,
        CancellationToken cancellation
    )
    {
        var entries = await catalog.Manifest.ListAsync(key.Dataset, key.Symbol, cancellation);
        return entries.Count == 0 ? null : await Task.Run(() => lake.Read(entries, schema, fromTs, toTs), cancellation);
    }
}
