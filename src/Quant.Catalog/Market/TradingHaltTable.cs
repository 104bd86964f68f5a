using Quant.Catalog.Storage;
using Quant.MarketData.Bars;
using Quant.MarketData.Gaps;

namespace Quant.Catalog.Market;

/// <summary>Halts that were told.</summary>
public sealed class TradingHaltTable
{
    private readonly Database _database;

    internal TradingHaltTable(Database database) => _database = database;

    /// <summary>Records a halt, or the end of one that began at the same time.</summary>
    public Task RecordAsync(Symbol symbol, TradingHalt halt, CancellationToken cancellation = default) =>
        _database.WriteAsync(
            session =>
                session.ExecuteAsync(
                    """
                    INSERT INTO trading_halt (symbol, from_ts, to_ts, reason, source)
                    VALUES (@symbol, @fromTs, @toTs, @reason, @source)
                    ON CONFLICT (symbol, from_ts) DO UPDATE
                    SET to_ts = COALESCE(excluded.to_ts, trading_halt.to_ts), reason = excluded.reason,
                        source = excluded.source
                    """,
                    new
                    {
                        symbol = symbol.ToString(),
                        fromTs = halt.FromTs,
                        toTs = halt.ToTs == long.MaxValue ? (long?)null : halt.ToTs,
                        reason = halt.Reason,
                        source = halt.Source,
                    }
                ),
            cancellation
        );

    /// <summary>Ends the halt of an instrument that still lasts, if there is one.</summary>
    public Task EndAsync(Symbol symbol, long ts, CancellationToken cancellation = default) =>
        _database.WriteAsync(
            session =>
                session.ExecuteAsync(
                    "UPDATE trading_halt SET to_ts = @ts WHERE symbol = @symbol AND to_ts IS NULL AND from_ts < @ts",
                    new { symbol = symbol.ToString(), ts }
                ),
            cancellation
        );

    /// <summary>Halts of an instrument by their start.</summary>
    public async Task<IReadOnlyList<TradingHalt>> ListAsync(Symbol symbol, CancellationToken cancellation = default) =>
        await _database.ReadAsync(
            session =>
                session.ListAsync(
                    "SELECT from_ts, to_ts, reason, source FROM trading_halt WHERE symbol = @symbol ORDER BY from_ts",
                    new { symbol = symbol.ToString() },
                    row => new TradingHalt(
                        row.Whole("from_ts"),
                        row.WholeOrNull("to_ts") ?? long.MaxValue,
                        row.Text("reason"),
                        row.Text("source")
                    )
                ),
            cancellation
        );
}
