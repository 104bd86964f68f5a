using System.Globalization;
using Quant.Catalog.Storage;
using Quant.Specs;

namespace Quant.Catalog.Grains;

/// <summary>Which state: the storage's name, the grain's type and its key.</summary>
public sealed record GrainStateKey(string Storage, string GrainType, string GrainKey);

/// <summary>A grain's state as it is kept.</summary>
/// <param name="Payload">The serialised state; null when there is none (never written, or cleared).</param>
/// <param name="ETag">To be given back when writing; null when never written.</param>
public sealed record GrainStateRecord(byte[]? Payload, string? ETag);

/// <summary>What came of a write.</summary>
/// <param name="Written">False when the etag given is not the current one; nothing has been changed then.</param>
/// <param name="ETag">The current etag: the new one if written, else that of whoever wrote in between; null for none.</param>
public sealed record GrainStateWrite(bool Written, string? ETag);

/// <summary>
/// State of grains, guarded by etags: each write must name the etag it read. Etags are whole numbers that only grow and
/// never repeat, across clearing too.
/// </summary>
public sealed class GrainStateTable
{
    private readonly Database _database;
    private readonly TimeProvider _clock;

    internal GrainStateTable(Database database, TimeProvider clock)
    {
        _database = database;
        _clock = clock;
    }

    public async Task<GrainStateRecord> ReadAsync(GrainStateKey key, CancellationToken cancellation = default) =>
        await _database.ReadAsync(
            session =>
                session.FirstAsync(
                    """
                    SELECT payload, etag FROM grain_state
                    WHERE storage = @storage AND grain_type = @type AND grain_key = @grain
                    """,
                    new
                    {
                        storage = key.Storage,
                        type = key.GrainType,
                        grain = key.GrainKey,
                    },
                    row => new GrainStateRecord(row.BytesOrNull("payload"), Show(row.Whole("etag")))
                ),
            cancellation
        ) ?? new GrainStateRecord(null, null);

    /// <summary>Writes the state if <paramref name="etag"/> is the current one.</summary>
    /// <param name="key">Which state.</param>
    /// <param name="payload">The serialised state.</param>
    /// <param name="etag">The etag read; null where no state was found (never written, or cleared).</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task<GrainStateWrite> WriteAsync(
        GrainStateKey key,
        byte[] payload,
        string? etag,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(payload);
        return SwapAsync(key, payload, etag, cancellation);
    }

    /// <summary>Clears the state if <paramref name="etag"/> is the current one.</summary>
    /// <param name="key">Which state.</param>
    /// <param name="etag">The etag read; null where no state was found.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task<GrainStateWrite> ClearAsync(
        GrainStateKey key,
        string? etag,
        CancellationToken cancellation = default
    ) => SwapAsync(key, null, etag, cancellation);

    private Task<GrainStateWrite> SwapAsync(
        GrainStateKey key,
        byte[]? payload,
        string? etag,
        CancellationToken cancellation
    )
    {
        const string insert = """
            INSERT INTO grain_state (storage, grain_type, grain_key, payload, etag, written_at)
            VALUES (@storage, @type, @grain, @payload, 1, @now)
            ON CONFLICT (storage, grain_type, grain_key) DO UPDATE
            SET payload = excluded.payload, etag = grain_state.etag + 1, written_at = excluded.written_at
            WHERE grain_state.payload IS NULL
            RETURNING etag
            """;
        const string update = """
            UPDATE grain_state SET payload = @payload, etag = etag + 1, written_at = @now
            WHERE storage = @storage AND grain_type = @type AND grain_key = @grain AND etag = @expected
            RETURNING etag
            """;
        long? expected = etag is null ? null : Parse(etag);
        return _database.WriteAsync(
            async session =>
            {
                var parameters = new
                {
                    storage = key.Storage,
                    type = key.GrainType,
                    grain = key.GrainKey,
                    payload,
                    expected,
                    now = UnixMicros.From(_clock.GetUtcNow()),
                };
                var written = await session.NumberAsync(expected is null ? insert : update, parameters);
                if (written is { } fresh)
                {
                    return new GrainStateWrite(true, Show(fresh));
                }
                session.Abandon();
                var current = await session.NumberAsync(
                    """
                    SELECT etag FROM grain_state
                    WHERE storage = @storage AND grain_type = @type AND grain_key = @grain
                    """,
                    parameters
                );
                return new GrainStateWrite(false, current is { } other ? Show(other) : null);
            },
            cancellation
        );
    }

    private static string Show(long etag) => etag.ToString(CultureInfo.InvariantCulture);

    /// <summary>An etag that is none of ours cannot be current; -1 never is.</summary>
    private static long Parse(string etag) =>
        long.TryParse(etag, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
}
