using System.Text.Json;
using Quant.Catalog.Storage;
using Quant.MarketData.Bars;
using Quant.Specs;

namespace Quant.Catalog.Market;

/// <summary>Backfills: those to be done, in the order they were asked for, and those that are over.</summary>
public sealed class BackfillTable
{
    private const string Columns = """
        id, symbol, bar_interval, from_ts, to_ts, newest_first, again, only_gaps, providers, sessions, state, windows_done,
        windows_total, bar_count, added_count, revised_count, refused_count, error, created_at, updated_at
        """;

    private readonly Database _database;
    private readonly TimeProvider _clock;

    internal BackfillTable(Database database, TimeProvider clock)
    {
        _database = database;
        _clock = clock;
    }

    /// <summary>Enters a backfill unless its id is there.</summary>
    /// <returns>The backfill of that id as it now stands.</returns>
    public Task<BackfillRecord> AddAsync(BackfillRecord backfill, CancellationToken cancellation = default) =>
        _database.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync(
                    $"""
                    INSERT INTO backfill ({Columns})
                    VALUES (@id, @symbol, @interval, @fromTs, @toTs, @newestFirst, @again, @onlyGaps, @providers, @sessions,
                            @state, @done, @total, @bars, @added, @revised, @refused, @error, @now, @now)
                    ON CONFLICT (id) DO NOTHING
                    """,
                    Cells(backfill)
                );
                return (await FindAsync(session, backfill.Id))!;
            },
            cancellation
        );

    public Task<BackfillRecord?> FindAsync(string id, CancellationToken cancellation = default) =>
        _database.ReadAsync(session => FindAsync(session, id), cancellation);

    /// <summary>Backfills of one instrument, or of all, in the order they were asked for.</summary>
    public async Task<IReadOnlyList<BackfillRecord>> ListAsync(
        Symbol? symbol = null,
        CancellationToken cancellation = default
    )
    {
        var filter = symbol is null ? "" : "WHERE symbol = @symbol";
        return await _database.ReadAsync(
            session =>
                session.ListAsync(
                    $"SELECT {Columns} FROM backfill {filter} ORDER BY created_at, id",
                    new { symbol = symbol?.ToString() },
                    Record
                ),
            cancellation
        );
    }

    /// <summary>Instruments with a backfill that is queued or running.</summary>
    public async Task<IReadOnlyList<Symbol>> PendingAsync(CancellationToken cancellation = default) =>
        await _database.ReadAsync(
            session =>
                session.ListAsync(
                    "SELECT DISTINCT symbol FROM backfill WHERE state IN ('queued', 'running') ORDER BY symbol",
                    null,
                    row => row.Symbol("symbol")
                ),
            cancellation
        );

    /// <summary>Changes state and error, unless it is over, or to run and held back.</summary>
    /// <returns>False when nothing was changed.</returns>
    public Task<bool> MoveAsync(
        string id,
        BackfillState state,
        string? error,
        CancellationToken cancellation = default
    ) =>
        _database.WriteAsync(
            async session =>
                await session.ExecuteAsync(
                    """
                    UPDATE backfill SET state = @state, error = @error, updated_at = @now
                    WHERE id = @id AND state NOT IN ('completed', 'stopped', 'failed')
                      AND (@state <> 'running' OR state IN ('queued', 'running'))
                    """,
                    new
                    {
                        id,
                        state = Words.Of(state),
                        error,
                        now = Now(),
                    }
                ) == 1,
            cancellation
        );

    /// <summary>Puts one that is over back into the queue, with all windows still to be looked at.</summary>
    public Task RequeueAsync(string id, CancellationToken cancellation = default) =>
        _database.WriteAsync(
            session =>
                session.ExecuteAsync(
                    """
                    UPDATE backfill
                    SET state = 'queued', error = NULL, windows_done = 0, windows_total = 0, updated_at = @now
                    WHERE id = @id AND state IN ('stopped', 'failed')
                    """,
                    new { id, now = Now() }
                ),
            cancellation
        );

    /// <summary>Records how far a backfill is: totals, not differences.</summary>
    public Task ProgressAsync(BackfillRecord backfill, CancellationToken cancellation = default) =>
        _database.WriteAsync(
            session =>
                session.ExecuteAsync(
                    """
                    UPDATE backfill
                    SET windows_done = @done, windows_total = @total, bar_count = @bars, added_count = @added,
                        revised_count = @revised, refused_count = @refused, updated_at = @now
                    WHERE id = @id
                    """,
                    Cells(backfill)
                ),
            cancellation
        );

    private object Cells(BackfillRecord backfill) =>
        new
        {
            id = backfill.Id,
            symbol = backfill.Symbol.ToString(),
            interval = backfill.Interval.ToString(),
            fromTs = backfill.FromTs,
            toTs = backfill.ToTs,
            newestFirst = backfill.NewestFirst ? 1L : 0L,
            again = backfill.Again ? 1L : 0L,
            onlyGaps = backfill.OnlyGaps ? 1L : 0L,
            providers = CanonicalJson.Of(backfill.Providers),
            sessions = backfill.Sessions,
            state = Words.Of(backfill.State),
            done = (long)backfill.WindowsDone,
            total = (long)backfill.WindowsTotal,
            bars = backfill.Bars,
            added = backfill.Added,
            revised = backfill.Revised,
            refused = backfill.Refused,
            error = backfill.Error,
            now = Now(),
        };

    private long Now() => UnixMicros.From(_clock.GetUtcNow());

    private static Task<BackfillRecord?> FindAsync(Session session, string id) =>
        session.FirstAsync($"SELECT {Columns} FROM backfill WHERE id = @id", new { id }, Record);

    private static BackfillRecord Record(Row row) =>
        new(
            row.Text("id"),
            row.Symbol("symbol"),
            row.Interval("bar_interval"),
            row.Whole("from_ts"),
            row.Whole("to_ts"),
            row.Flag("newest_first"),
            row.Flag("again"),
            row.Flag("only_gaps"),
            JsonSerializer.Deserialize<List<string>>(row.Text("providers"))!,
            row.Text("sessions"),
            row.Word<BackfillState>("state"),
            row.Int("windows_done"),
            row.Int("windows_total"),
            row.Whole("bar_count"),
            row.Whole("added_count"),
            row.Whole("revised_count"),
            row.Whole("refused_count"),
            row.TextOrNull("error"),
            row.Instant("created_at"),
            row.Instant("updated_at")
        );
}
