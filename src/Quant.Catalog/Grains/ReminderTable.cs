using System.Globalization;
using Quant.Catalog.Storage;
using Quant.Specs;

namespace Quant.Catalog.Grains;

/// <summary>A reminder as it is kept.</summary>
/// <param name="GrainId">The grain it wakes.</param>
/// <param name="Name">Its name, unique per grain.</param>
/// <param name="StartAt">First time it is due, UTC.</param>
/// <param name="Period">Time between two.</param>
/// <param name="GrainHash">The grain's place on the ring.</param>
/// <param name="ETag">Changes with every write, never repeats.</param>
public sealed record ReminderRecord(
    string GrainId,
    string Name,
    DateTimeOffset StartAt,
    TimeSpan Period,
    uint GrainHash,
    string ETag
);

/// <summary>Reminders of grains, by grain and by place on the ring.</summary>
public sealed class ReminderTable
{
    private const string Columns = "grain_id, name, start_at, period_micros, grain_hash, etag";

    private readonly Database _database;
    private readonly TimeProvider _clock;

    internal ReminderTable(Database database, TimeProvider clock)
    {
        _database = database;
        _clock = clock;
    }

    /// <summary>All reminders of one grain by name.</summary>
    public async Task<IReadOnlyList<ReminderRecord>> ListAsync(
        string grainId,
        CancellationToken cancellation = default
    ) =>
        await _database.ReadAsync(
            session =>
                session.ListAsync(
                    $"SELECT {Columns} FROM reminder WHERE grain_id = @grainId ORDER BY name",
                    new { grainId },
                    Record
                ),
            cancellation
        );

    /// <summary>
    /// Reminders of grains whose hash is in (<paramref name="begin"/>, <paramref name="end"/>] on the ring, which wraps:
    /// with <paramref name="begin"/> at or above <paramref name="end"/> all above the one and all up to the other; equal
    /// bounds mean the whole ring.
    /// </summary>
    public async Task<IReadOnlyList<ReminderRecord>> ListAsync(
        uint begin,
        uint end,
        CancellationToken cancellation = default
    )
    {
        var joined = begin < end ? "AND" : "OR";
        return await _database.ReadAsync(
            session =>
                session.ListAsync(
                    $"""
                    SELECT {Columns} FROM reminder WHERE grain_hash > @begin {joined} grain_hash <= @end
                    ORDER BY grain_hash, grain_id, name
                    """,
                    new { begin = (long)begin, end = (long)end },
                    Record
                ),
            cancellation
        );
    }

    /// <summary>One reminder, or null.</summary>
    public Task<ReminderRecord?> FindAsync(string grainId, string name, CancellationToken cancellation = default) =>
        _database.ReadAsync(
            session =>
                session.FirstAsync(
                    $"SELECT {Columns} FROM reminder WHERE grain_id = @grainId AND name = @name",
                    new { grainId, name },
                    Record
                ),
            cancellation
        );

    /// <summary>Enters or replaces a reminder.</summary>
    /// <returns>Its new etag.</returns>
    public Task<string> UpsertAsync(
        string grainId,
        string name,
        DateTimeOffset startAt,
        TimeSpan period,
        uint grainHash,
        CancellationToken cancellation = default
    ) =>
        _database.WriteAsync(
            async session =>
            {
                // The clock gives etags that do not repeat after a removal; a clock that stands or steps back still grows.
                var etag = await session.NumberAsync(
                    """
                    INSERT INTO reminder (grain_id, name, start_at, period_micros, grain_hash, etag)
                    VALUES (@grainId, @name, @start, @period, @hash, @now)
                    ON CONFLICT (grain_id, name) DO UPDATE
                    SET start_at = excluded.start_at, period_micros = excluded.period_micros,
                        grain_hash = excluded.grain_hash,
                        etag = CASE WHEN excluded.etag > reminder.etag THEN excluded.etag ELSE reminder.etag + 1 END
                    RETURNING etag
                    """,
                    new
                    {
                        grainId,
                        name,
                        start = UnixMicros.From(startAt),
                        period = period.Ticks / TimeSpan.TicksPerMicrosecond,
                        hash = (long)grainHash,
                        now = UnixMicros.From(_clock.GetUtcNow()),
                    }
                );
                return Show(etag!.Value);
            },
            cancellation
        );

    /// <summary>Removes a reminder if <paramref name="etag"/> is its current one.</summary>
    /// <returns>False when there is none, or it has been written in between.</returns>
    public Task<bool> RemoveAsync(string grainId, string name, string etag, CancellationToken cancellation = default) =>
        _database.WriteAsync(
            async session =>
                long.TryParse(etag, NumberStyles.None, CultureInfo.InvariantCulture, out var expected)
                && await session.ExecuteAsync(
                    "DELETE FROM reminder WHERE grain_id = @grainId AND name = @name AND etag = @expected",
                    new
                    {
                        grainId,
                        name,
                        expected,
                    }
                ) == 1,
            cancellation
        );

    /// <summary>Removes all reminders of all grains; for tests of clusters.</summary>
    public Task ClearAsync(CancellationToken cancellation = default) =>
        _database.WriteAsync(session => session.ExecuteAsync("DELETE FROM reminder"), cancellation);

    private static string Show(long etag) => etag.ToString(CultureInfo.InvariantCulture);

    private static ReminderRecord Record(Row row) =>
        new(
            row.Text("grain_id"),
            row.Text("name"),
            row.Instant("start_at"),
            TimeSpan.FromTicks(row.Whole("period_micros") * TimeSpan.TicksPerMicrosecond),
            checked((uint)row.Whole("grain_hash")),
            Show(row.Whole("etag"))
        );
}
