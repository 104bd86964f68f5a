using Quant.Lake.Manifest;
using Quant.Lake.Tables;
using Quant.Specs;

namespace Quant.Catalog.Series;

/// <summary>
/// A simulation's series in the lake, two partitions of the dataset <c>runs/&lt;fingerprint&gt;</c>: <c>equity</c>, one
/// row per bar, and <c>trades</c>, one row per closed trade.
/// </summary>
public static class RunTables
{
    public static readonly TableSchema Equity = new(
        ("ts", ColumnType.Timestamp),
        ("equity", ColumnType.Double),
        ("position", ColumnType.Double),
        ("drawdown", ColumnType.Double),
        ("buy_and_hold", ColumnType.Double)
    );

    /// <summary>
    /// <c>ts</c> is the trade's number, from 0, since several trades may share a bar; the times are columns of their own.
    /// </summary>
    public static readonly TableSchema Trades = new(
        ("ts", ColumnType.Timestamp),
        ("entry_ts", ColumnType.Timestamp),
        ("exit_ts", ColumnType.Timestamp),
        ("side", ColumnType.Category),
        ("shares", ColumnType.Double),
        ("entry_price", ColumnType.Double),
        ("exit_price", ColumnType.Double),
        ("fees", ColumnType.Double),
        ("slippage", ColumnType.Double),
        ("borrow", ColumnType.Double),
        ("profit", ColumnType.Double),
        ("return", ColumnType.Double),
        ("reason", ColumnType.Category),
        ("mae", ColumnType.Double),
        ("mfe", ColumnType.Double),
        ("bars_held", ColumnType.Int32)
    );

    public static PartitionKey EquityKey(Fingerprint run) => new(Dataset.Run(run), "equity", "all");

    public static PartitionKey TradesKey(Fingerprint run) => new(Dataset.Run(run), "trades", "all");
}
