using Quant.Catalog.Storage;
using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.Specs;

namespace Quant.Catalog.Market;

/// <summary>Instruments and their coverage.</summary>
public sealed class SymbolTable
{
    private const string BarsPrefix = "bars/interval=";
    private const string Columns = "symbol, description, source, calendar, synthetic, created_at";

    private static readonly string[] s_belongings =
    [
        "adjustment",
        "corporate_action",
        "earnings_date",
        "ingest",
        "ingest_window",
        "backfill",
        "live_feed",
        "trading_halt",
        "symbol",
    ];

    private readonly Database _database;
    private readonly TimeProvider _clock;

    internal SymbolTable(Database database, TimeProvider clock)
    {
        _database = database;
        _clock = clock;
    }

    /// <summary>Enters an instrument or changes its description, source, calendar and flag; its first time stays.</summary>
    /// <exception cref="BadInputException">A calendar that is not <c>XNYS</c>, <c>24x7</c> or <c>24x5</c>.</exception>
    public Task PutAsync(
        Symbol symbol,
        string description,
        string source,
        string calendar,
        bool synthetic,
        CancellationToken cancellation = default
    )
    {
        if (ExchangeCalendar.All.All(known => known.Name != calendar))
        {
            throw new BadInputException("calendar", calendar, ExchangeCalendar.Known);
        }
        return _database.WriteAsync(
            session =>
                session.ExecuteAsync(
                    """
                    INSERT INTO symbol (symbol, description, source, calendar, synthetic, created_at)
                    VALUES (@symbol, @description, @source, @calendar, @synthetic, @now)
                    ON CONFLICT (symbol) DO UPDATE
                    SET description = excluded.description, source = excluded.source, calendar = excluded.calendar,
                        synthetic = excluded.synthetic
                    """,
                    new
                    {
                        symbol = symbol.ToString(),
                        description,
                        source,
                        calendar,
                        synthetic = synthetic ? 1L : 0L,
                        now = UnixMicros.From(_clock.GetUtcNow()),
                    }
                ),
            cancellation
        );
    }

    /// <summary>The instrument, or null when it is unknown.</summary>
    public Task<SymbolRecord?> FindAsync(Symbol symbol, CancellationToken cancellation = default) =>
        _database.ReadAsync(
            session =>
                session.FirstAsync(
                    $"SELECT {Columns} FROM symbol WHERE symbol = @symbol",
                    new { symbol = symbol.ToString() },
                    Record
                ),
            cancellation
        );

    /// <summary>
    /// Forgets an instrument and all that belongs to it but its bars: splits, dividends, earnings, imports, what sources
    /// were asked, backfills, its feed and halts.
    /// </summary>
    public Task RemoveAsync(Symbol symbol, CancellationToken cancellation = default) =>
        _database.WriteAsync(
            async session =>
            {
                foreach (var table in s_belongings)
                {
                    await session.ExecuteAsync(
                        $"DELETE FROM {table} WHERE symbol = @symbol",
                        new { symbol = symbol.ToString() }
                    );
                }
                return true;
            },
            cancellation
        );

    /// <summary>All instruments by name.</summary>
    public async Task<IReadOnlyList<SymbolRecord>> ListAsync(CancellationToken cancellation = default) =>
        await _database.ReadAsync(
            session => session.ListAsync($"SELECT {Columns} FROM symbol ORDER BY symbol", null, Record),
            cancellation
        );

    /// <summary>
    /// What the lake holds of one instrument, or of all, in (symbol, interval length) order; instruments without bars
    /// have no line.
    /// </summary>
    public async Task<IReadOnlyList<SymbolCoverage>> CoverageAsync(
        Symbol? symbol = null,
        CancellationToken cancellation = default
    )
    {
        var filter = symbol is null ? "" : "AND symbol = @symbol";
        var lines = await _database.ReadAsync(
            session =>
                session.ListAsync(
                    // '>' is the character after '=': the range holds exactly the datasets that start with the prefix.
                    $"""
                    SELECT dataset, symbol, MIN(first_ts) AS first_ts, MAX(last_ts) AS last_ts,
                           CAST(SUM(row_count) AS BIGINT) AS row_count, COUNT(*) AS partitions
                    FROM lake_partition
                    WHERE dataset >= 'bars/interval=' AND dataset < 'bars/interval>' {filter}
                    GROUP BY dataset, symbol
                    """,
                    new { symbol = symbol?.ToString() },
                    row => new SymbolCoverage(
                        row.Symbol("symbol"),
                        Interval.Parse(row.Text("dataset")[BarsPrefix.Length..]),
                        row.Whole("first_ts"),
                        row.Whole("last_ts"),
                        row.Whole("row_count"),
                        row.Int("partitions")
                    )
                ),
            cancellation
        );
        return
        [
            .. lines
                .OrderBy(line => line.Symbol.ToString(), StringComparer.Ordinal)
                .ThenBy(line => line.Interval.Minutes),
        ];
    }

    private static SymbolRecord Record(Row row) =>
        new(
            row.Symbol("symbol"),
            row.Text("description"),
            row.Text("source"),
            row.Text("calendar"),
            row.Flag("synthetic"),
            row.Instant("created_at")
        );
}
