using System.Text.Json;
using Quant.Catalog.Storage;
using Quant.MarketData.Bars;
using Quant.Specs;

namespace Quant.Catalog.Market;

/// <summary>One finished import.</summary>
/// <param name="ContentHash">Hash of what was imported, as the importer computes it; any text without white space.</param>
/// <param name="Symbol">The instrument.</param>
/// <param name="Interval">Length of its bars.</param>
/// <param name="Source">The file's or provider's name.</param>
/// <param name="RowsAccepted">Bars that went in.</param>
/// <param name="Refused">Bars that did not, by reason.</param>
/// <param name="StartedAt">UTC.</param>
/// <param name="FinishedAt">UTC.</param>
public sealed record IngestRecord(
    string ContentHash,
    Symbol Symbol,
    Interval Interval,
    string Source,
    long RowsAccepted,
    IReadOnlyDictionary<string, long> Refused,
    DateTimeOffset StartedAt,
    DateTimeOffset FinishedAt
);

/// <summary>What was imported, so that importing the same again is answered from here.</summary>
public sealed class IngestTable
{
    private const string Columns =
        "content_hash, symbol, bar_interval, source, rows_accepted, refused, started_at, finished_at";

    private readonly Database _database;

    internal IngestTable(Database database) => _database = database;

    /// <summary>Records a finished import; an earlier record of the same content is replaced.</summary>
    public Task RecordAsync(IngestRecord ingest, CancellationToken cancellation = default) =>
        _database.WriteAsync(
            session =>
                session.ExecuteAsync(
                    $"""
                    INSERT INTO ingest ({Columns})
                    VALUES (@hash, @symbol, @interval, @source, @accepted, @refused, @started, @finished)
                    ON CONFLICT (content_hash, symbol, bar_interval) DO UPDATE
                    SET source = excluded.source, rows_accepted = excluded.rows_accepted, refused = excluded.refused,
                        started_at = excluded.started_at, finished_at = excluded.finished_at
                    """,
                    new
                    {
                        hash = ingest.ContentHash,
                        symbol = ingest.Symbol.ToString(),
                        interval = ingest.Interval.ToString(),
                        source = ingest.Source,
                        accepted = ingest.RowsAccepted,
                        refused = CanonicalJson.Of(ingest.Refused),
                        started = UnixMicros.From(ingest.StartedAt),
                        finished = UnixMicros.From(ingest.FinishedAt),
                    }
                ),
            cancellation
        );

    /// <summary>The record of this content for this instrument and interval, or null when it was never imported.</summary>
    public Task<IngestRecord?> FindAsync(
        string contentHash,
        Symbol symbol,
        Interval interval,
        CancellationToken cancellation = default
    ) =>
        _database.ReadAsync(
            session =>
                session.FirstAsync(
                    $"""
                    SELECT {Columns} FROM ingest
                    WHERE content_hash = @contentHash AND symbol = @symbol AND bar_interval = @interval
                    """,
                    new
                    {
                        contentHash,
                        symbol = symbol.ToString(),
                        interval = interval.ToString(),
                    },
                    Record
                ),
            cancellation
        );

    /// <summary>Imports of one instrument, or of all, the latest first.</summary>
    public async Task<IReadOnlyList<IngestRecord>> ListAsync(
        Symbol? symbol = null,
        CancellationToken cancellation = default
    )
    {
        var filter = symbol is null ? "" : "WHERE symbol = @symbol";
        return await _database.ReadAsync(
            session =>
                session.ListAsync(
                    $"SELECT {Columns} FROM ingest {filter} ORDER BY finished_at DESC, symbol, bar_interval, content_hash",
                    new { symbol = symbol?.ToString() },
                    Record
                ),
            cancellation
        );
    }

    private static IngestRecord Record(Row row) =>
        new(
            row.Text("content_hash"),
            row.Symbol("symbol"),
            row.Interval("bar_interval"),
            row.Text("source"),
            row.Whole("rows_accepted"),
            JsonSerializer.Deserialize<SortedDictionary<string, long>>(row.Text("refused"))!,
            row.Instant("started_at"),
            row.Instant("finished_at")
        );
}
