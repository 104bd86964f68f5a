using System.Text.Json;
using Quant.Catalog.Storage;
using Quant.MarketData.Bars;
using Quant.Specs;

namespace Quant.Catalog.Market;

/// <summary>How an instrument is kept up to date.</summary>
public enum LiveMode
{
    Off,

    /// <summary>Asked for every minute.</summary>
    Poll,

    /// <summary>Pushed by the provider's stream, and asked for where that was interrupted.</summary>
    Stream,
}

/// <summary>How one instrument is kept up to date.</summary>
/// <param name="Symbol">The instrument.</param>
/// <param name="Mode">How.</param>
/// <param name="Providers">Names of providers in the order they are tried.</param>
/// <param name="Sessions">Parts of the day to keep, as <c>SessionChoice</c> writes them.</param>
/// <param name="SinceTs">Where it begins when there are no bars yet, microseconds UTC.</param>
public sealed record LiveFeed(
    Symbol Symbol,
    LiveMode Mode,
    IReadOnlyList<string> Providers,
    string Sessions,
    long SinceTs
);

/// <summary>The instruments that are kept up to date.</summary>
public sealed class LiveFeedTable
{
    private const string Columns = "symbol, mode, providers, sessions, since_ts";

    private readonly Database _database;
    private readonly TimeProvider _clock;

    internal LiveFeedTable(Database database, TimeProvider clock)
    {
        _database = database;
        _clock = clock;
    }

    public Task PutAsync(LiveFeed feed, CancellationToken cancellation = default) =>
        _database.WriteAsync(
            session =>
                session.ExecuteAsync(
                    $"""
                    INSERT INTO live_feed ({Columns}, updated_at)
                    VALUES (@symbol, @mode, @providers, @sessions, @sinceTs, @now)
                    ON CONFLICT (symbol) DO UPDATE
                    SET mode = excluded.mode, providers = excluded.providers, sessions = excluded.sessions,
                        since_ts = excluded.since_ts, updated_at = excluded.updated_at
                    """,
                    new
                    {
                        symbol = feed.Symbol.ToString(),
                        mode = Words.Of(feed.Mode),
                        providers = CanonicalJson.Of(feed.Providers),
                        sessions = feed.Sessions,
                        sinceTs = feed.SinceTs,
                        now = UnixMicros.From(_clock.GetUtcNow()),
                    }
                ),
            cancellation
        );

    public Task<LiveFeed?> FindAsync(Symbol symbol, CancellationToken cancellation = default) =>
        _database.ReadAsync(
            session =>
                session.FirstAsync(
                    $"SELECT {Columns} FROM live_feed WHERE symbol = @symbol",
                    new { symbol = symbol.ToString() },
                    Record
                ),
            cancellation
        );

    /// <summary>All feeds, those that are off included, by symbol.</summary>
    public async Task<IReadOnlyList<LiveFeed>> ListAsync(CancellationToken cancellation = default) =>
        await _database.ReadAsync(
            session => session.ListAsync($"SELECT {Columns} FROM live_feed ORDER BY symbol", null, Record),
            cancellation
        );

    private static LiveFeed Record(Row row) =>
        new(
            row.Symbol("symbol"),
            row.Word<LiveMode>("mode"),
            JsonSerializer.Deserialize<List<string>>(row.Text("providers"))!,
            row.Text("sessions"),
            row.Whole("since_ts")
        );
}
