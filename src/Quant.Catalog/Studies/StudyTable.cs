using Quant.Catalog.Storage;
using Quant.Specs;

namespace Quant.Catalog.Studies;

/// <summary>
/// Studies and how far they are: planned → running → completed, failed or cancelled; a failed, cancelled or interrupted
/// study can be begun again, a completed one not.
/// </summary>
public sealed class StudyTable
{
    private const string Columns =
        "id, name, spec, fingerprint, status, planned_trials, created_at, started_at, finished_at, error, summary";

    private readonly Database _database;
    private readonly TimeProvider _clock;

    internal StudyTable(Database database, TimeProvider clock)
    {
        _database = database;
        _clock = clock;
    }

    /// <summary>Enters a planned study unless its id is taken.</summary>
    /// <returns>The study of that id as it now stands; compare its fingerprint to know whether it is this one.</returns>
    /// <exception cref="BadInputException">An empty id, or a negative number of trials.</exception>
    public Task<StudyRecord> AddAsync(
        string id,
        string name,
        string spec,
        Fingerprint fingerprint,
        long plannedTrials,
        CancellationToken cancellation = default
    )
    {
        if (string.IsNullOrWhiteSpace(id))
        {
            throw new BadInputException("study.id", id, "a name");
        }
        if (plannedTrials < 0)
        {
            throw new BadInputException("study.plannedTrials", plannedTrials, "0 or more");
        }
        return _database.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync(
                    """
                    INSERT INTO study (id, name, spec, fingerprint, status, planned_trials, created_at)
                    VALUES (@id, @name, @spec, @fingerprint, 'planned', @plannedTrials, @now)
                    ON CONFLICT (id) DO NOTHING
                    """,
                    new
                    {
                        id,
                        name,
                        spec,
                        fingerprint = fingerprint.ToString(),
                        plannedTrials,
                        now = Now(),
                    }
                );
                return (await FindAsync(session, id))!;
            },
            cancellation
        );
    }

    /// <summary>The study, or null when it is unknown.</summary>
    public Task<StudyRecord?> FindAsync(string id, CancellationToken cancellation = default) =>
        _database.ReadAsync(session => FindAsync(session, id), cancellation);

    /// <summary>Studies of the same spec and data, the latest first.</summary>
    public async Task<IReadOnlyList<StudyRecord>> ListByFingerprintAsync(
        Fingerprint fingerprint,
        CancellationToken cancellation = default
    ) =>
        await _database.ReadAsync(
            session =>
                session.ListAsync(
                    $"SELECT {Columns} FROM study WHERE fingerprint = @fingerprint ORDER BY created_at DESC, id",
                    new { fingerprint = fingerprint.ToString() },
                    Record
                ),
            cancellation
        );

    /// <summary>Studies of one status, or all, the latest first.</summary>
    /// <exception cref="BadInputException">Offset or limit out of range.</exception>
    public Task<Page<StudyRecord>> ListAsync(
        StudyStatus? status = null,
        int offset = 0,
        int limit = 100,
        CancellationToken cancellation = default
    )
    {
        Paging.Require(offset, limit);
        var where = status is null ? "" : "WHERE status = @status";
        var parameters = new
        {
            status = status is { } word ? Words.Of(word) : null,
            limit = (long)limit,
            offset = (long)offset,
        };
        return _database.SnapshotAsync(
            async session => new Page<StudyRecord>(
                await session.ListAsync(
                    $"SELECT {Columns} FROM study {where} ORDER BY created_at DESC, id LIMIT @limit OFFSET @offset",
                    parameters,
                    Record
                ),
                await session.NumberAsync($"SELECT COUNT(*) FROM study {where}", parameters) ?? 0
            ),
            cancellation
        );
    }

    /// <summary>Planned, failed, cancelled or running → running; a running one keeps its start.</summary>
    /// <returns>False when it is completed or unknown.</returns>
    public Task<bool> StartAsync(string id, CancellationToken cancellation = default) =>
        MoveAsync(
            """
            UPDATE study
            SET started_at = CASE WHEN status = 'running' THEN started_at ELSE @now END,
                status = 'running', finished_at = NULL, error = NULL
            WHERE id = @id AND status <> 'completed'
            """,
            id,
            null,
            cancellation
        );

    /// <summary>Running → completed.</summary>
    /// <param name="id">The study.</param>
    /// <param name="summary">JSON of what came out.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>False when it is not running.</returns>
    public Task<bool> CompleteAsync(string id, string summary, CancellationToken cancellation = default) =>
        MoveAsync(
            """
            UPDATE study SET status = 'completed', finished_at = @now, summary = @text
            WHERE id = @id AND status = 'running'
            """,
            id,
            summary,
            cancellation
        );

    /// <summary>Planned or running → failed.</summary>
    /// <returns>False when it has ended already or is unknown.</returns>
    public Task<bool> FailAsync(string id, string error, CancellationToken cancellation = default) =>
        MoveAsync(
            """
            UPDATE study SET status = 'failed', finished_at = @now, error = @text
            WHERE id = @id AND status IN ('planned', 'running')
            """,
            id,
            error,
            cancellation
        );

    /// <summary>Planned or running → cancelled.</summary>
    /// <returns>False when it has ended already or is unknown.</returns>
    public Task<bool> CancelAsync(string id, CancellationToken cancellation = default) =>
        MoveAsync(
            """
            UPDATE study SET status = 'cancelled', finished_at = @now
            WHERE id = @id AND status IN ('planned', 'running')
            """,
            id,
            null,
            cancellation
        );

    private Task<bool> MoveAsync(string sql, string id, string? text, CancellationToken cancellation) =>
        _database.WriteAsync(
            async session =>
                await session.ExecuteAsync(
                    sql,
                    new
                    {
                        id,
                        text,
                        now = Now(),
                    }
                ) == 1,
            cancellation
        );

    private long Now() => UnixMicros.From(_clock.GetUtcNow());

    private static Task<StudyRecord?> FindAsync(Session session, string id) =>
        session.FirstAsync($"SELECT {Columns} FROM study WHERE id = @id", new { id }, Record);

    private static StudyRecord Record(Row row) =>
        new(
            row.Text("id"),
            row.Text("name"),
            row.Text("spec"),
            row.Fingerprint("fingerprint"),
            row.Word<StudyStatus>("status"),
            row.Whole("planned_trials"),
            row.Instant("created_at"),
            row.InstantOrNull("started_at"),
            row.InstantOrNull("finished_at"),
            row.TextOrNull("error"),
            row.TextOrNull("summary")
        );
}
