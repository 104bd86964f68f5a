using System.Text.Json;
using Quant.Catalog.Storage;
using Quant.MarketData.Bars;
using Quant.MarketData.Gaps;
using Quant.MarketData.Sessions;
using Quant.Specs;

namespace Quant.Catalog.Market;

/// <summary>A range of one instrument that a source was asked for and answered in full.</summary>
/// <param name="Symbol">The instrument.</param>
/// <param name="Interval">Length of the bars.</param>
/// <param name="FromTs">First start, microseconds UTC.</param>
/// <param name="ToTs">Last start, exclusive.</param>
/// <param name="Source">The provider, or <c>csv</c>, <c>lean</c>, <c>parquet</c> for files.</param>
/// <param name="Sessions">Parts of the day that were kept, as <c>SessionChoice</c> writes them.</param>
/// <param name="AskedAt">When it was asked, by this machine, UTC.</param>
/// <param name="Bars">Good bars in the answer; 0 for an empty window.</param>
/// <param name="Refused">Entries refused, by reason.</param>
public sealed record IngestWindow(
    Symbol Symbol,
    Interval Interval,
    long FromTs,
    long ToTs,
    string Source,
    string Sessions,
    DateTimeOffset AskedAt,
    long Bars,
    IReadOnlyDictionary<string, long> Refused
)
{
    /// <summary>The same as evidence about bars that are not there.</summary>
    public AskedRange ToAsked() => new(FromTs, ToTs, UnixMicros.From(AskedAt), Source, SessionChoice.Parse(Sessions));
}

/// <summary>What was asked for and answered.</summary>
public sealed class IngestWindowTable
{
    private const string Columns =
        "symbol, bar_interval, from_ts, to_ts, source, sessions, asked_at, bar_count, refused";

    private const string Record = $"""
        INSERT INTO ingest_window ({Columns})
        VALUES (@symbol, @interval, @fromTs, @toTs, @source, @sessions, @askedAt, @bars, @refused)
        ON CONFLICT (symbol, bar_interval, source, sessions, from_ts, to_ts) DO UPDATE
        SET asked_at = excluded.asked_at, bar_count = excluded.bar_count, refused = excluded.refused
        """;

    private readonly Database _database;

    internal IngestWindowTable(Database database) => _database = database;

    /// <summary>Records an answered window; an earlier record of the same one is replaced.</summary>
    public Task RecordAsync(IngestWindow window, CancellationToken cancellation = default) =>
        _database.WriteAsync(session => session.ExecuteAsync(Record, Cells(window)), cancellation);

    /// <summary>
    /// Records an answered window that goes on from one recorded before: of the same start, source and sessions, and
    /// ended by then. It replaces that one.
    /// </summary>
    public Task ExtendAsync(IngestWindow window, CancellationToken cancellation = default) =>
        _database.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync(
                    """
                    DELETE FROM ingest_window
                    WHERE symbol = @symbol AND bar_interval = @interval AND source = @source AND sessions = @sessions
                      AND from_ts = @fromTs AND to_ts < @toTs
                    """,
                    Cells(window)
                );
                return await session.ExecuteAsync(Record, Cells(window));
            },
            cancellation
        );

    /// <summary>All answered windows of an instrument and interval, by start.</summary>
    public async Task<IReadOnlyList<IngestWindow>> ListAsync(
        Symbol symbol,
        Interval interval,
        CancellationToken cancellation = default
    ) =>
        await _database.ReadAsync(
            session =>
                session.ListAsync(
                    $"""
                    SELECT {Columns} FROM ingest_window
                    WHERE symbol = @symbol AND bar_interval = @interval ORDER BY from_ts, to_ts, source, sessions
                    """,
                    new { symbol = symbol.ToString(), interval = interval.ToString() },
                    row => new IngestWindow(
                        row.Symbol("symbol"),
                        row.Interval("bar_interval"),
                        row.Whole("from_ts"),
                        row.Whole("to_ts"),
                        row.Text("source"),
                        row.Text("sessions"),
                        row.Instant("asked_at"),
                        row.Whole("bar_count"),
                        JsonSerializer.Deserialize<SortedDictionary<string, long>>(row.Text("refused"))!
                    )
                ),
            cancellation
        );

    private static object Cells(IngestWindow window) =>
        new
        {
            symbol = window.Symbol.ToString(),
            interval = window.Interval.ToString(),
            fromTs = window.FromTs,
            toTs = window.ToTs,
            source = window.Source,
            sessions = window.Sessions,
            askedAt = UnixMicros.From(window.AskedAt),
            bars = window.Bars,
            refused = CanonicalJson.Of(window.Refused),
        };
}
