using Quant.Catalog.Storage;
using Quant.Specs;

namespace Quant.Catalog.Studies;

/// <summary>The trials of studies. A trial is recorded once: recording the same (study, index) again changes nothing.</summary>
public sealed class TrialTable
{
    private static readonly StagingTable s_statistics = new(
        "staged_statistics",
        [("trial_index", StagingKind.Whole), ("deflated_sharpe", StagingKind.Number), ("gap", StagingKind.Number)]
    );

    private readonly Database _database;
    private readonly TimeProvider _clock;

    internal TrialTable(Database database, TimeProvider clock)
    {
        _database = database;
        _clock = clock;
    }

    /// <summary>Records trials in one transaction; those already there stay as they are.</summary>
    /// <returns>How many were new.</returns>
    /// <exception cref="CatalogException">A study that has not been entered; nothing is recorded then.</exception>
    public Task<int> RecordAsync(IReadOnlyList<TrialRecord> trials, CancellationToken cancellation = default)
    {
        if (trials.Count == 0)
        {
            return Task.FromResult(0);
        }
        var now = UnixMicros.From(_clock.GetUtcNow());
        // In key order: the tree grows at its right edge, and two writers of one batch lock its rows in one order.
        var cells = trials
            .OrderBy(trial => trial.Study, StringComparer.Ordinal)
            .ThenBy(trial => trial.Index)
            .Select(trial => TrialRows.Cells(trial, now))
            .ToList();
        return _database.WriteAsync(
            session => session.InsertNewAsync("trial", "study, trial_index", TrialRows.Staging, cells),
            cancellation
        );
    }

    /// <summary>Writes what is known only at the end of a study, in one transaction.</summary>
    /// <returns>How many trials were found and updated.</returns>
    public Task<int> UpdateStatisticsAsync(
        string study,
        IReadOnlyList<TrialStatistics> statistics,
        CancellationToken cancellation = default
    ) =>
        _database.WriteAsync(
            async session =>
            {
                var rows = statistics
                    .OrderBy(s => s.Index)
                    .Select(s => new object?[] { s.Index, s.DeflatedSharpe, s.Gap });
                await session.StageAsync(s_statistics, [.. rows]);
                return await session.ExecuteAsync(
                    """
                    UPDATE trial SET deflated_sharpe = s.deflated_sharpe, gap = s.gap
                    FROM staged_statistics s
                    WHERE trial.study = @study AND trial.trial_index = s.trial_index
                    """,
                    new { study }
                );
            },
            cancellation
        );

    /// <summary>One page of a study's trials, without their block moments.</summary>
    /// <exception cref="BadInputException">A column, bound, offset or limit that is not allowed.</exception>
    public Task<Page<TrialRecord>> LeaderboardAsync(LeaderboardQuery query, CancellationToken cancellation = default)
    {
        var (where, order, parameters) = query.ToSql();
        return _database.SnapshotAsync(
            async session => new Page<TrialRecord>(
                await session.ListAsync(
                    $"""
                    SELECT {TrialRows.LightColumns} FROM trial
                    WHERE study = @study AND trial_index IN
                        (SELECT trial_index FROM trial WHERE {where} ORDER BY {order} LIMIT @limit OFFSET @offset)
                    ORDER BY {order}
                    """,
                    parameters,
                    TrialRows.Light
                ),
                await session.NumberAsync($"SELECT COUNT(*) FROM trial WHERE {where}", parameters) ?? 0
            ),
            cancellation
        );
    }

    /// <summary>One trial with its block moments, or null.</summary>
    public Task<TrialRecord?> FindAsync(string study, long index, CancellationToken cancellation = default) =>
        _database.ReadAsync(
            session =>
                session.FirstAsync(
                    $"SELECT {TrialRows.Staging.ColumnList} FROM trial WHERE study = @study AND trial_index = @index",
                    new { study, index },
                    TrialRows.Full
                ),
            cancellation
        );

    /// <summary>The indexes of all trials recorded, whatever their status, ascending: what a resumed study need not do.</summary>
    public async Task<IReadOnlyList<long>> ListIndexesAsync(string study, CancellationToken cancellation = default) =>
        await _database.ReadAsync(
            session =>
                session.ListAsync(
                    "SELECT trial_index FROM trial WHERE study = @study ORDER BY trial_index",
                    new { study },
                    row => row.Whole("trial_index")
                ),
            cancellation
        );

    /// <summary>How many trials of a study ended in which way; every status has an entry.</summary>
    public async Task<IReadOnlyDictionary<TrialStatus, long>> CountAsync(
        string study,
        CancellationToken cancellation = default
    )
    {
        var found = await _database.ReadAsync(
            session =>
                session.ListAsync(
                    "SELECT status, COUNT(*) AS trials FROM trial WHERE study = @study GROUP BY status",
                    new { study },
                    row => (Status: row.Word<TrialStatus>("status"), Trials: row.Whole("trials"))
                ),
            cancellation
        );
        return Enum.GetValues<TrialStatus>()
            .ToDictionary(status => status, status => found.Where(f => f.Status == status).Sum(f => f.Trials));
    }

    /// <summary>The block moments of all completed trials that have them, by index.</summary>
    public async Task<IReadOnlyList<TrialBlocks>> ReadBlocksAsync(
        string study,
        CancellationToken cancellation = default
    ) =>
        await _database.ReadAsync(
            session =>
                session.ListAsync(
                    """
                    SELECT trial_index, block_moments FROM trial
                    WHERE study = @study AND status = 'completed' AND block_moments IS NOT NULL
                    ORDER BY trial_index
                    """,
                    new { study },
                    row => new TrialBlocks(row.Whole("trial_index"), row.BytesOrNull("block_moments")!)
                ),
            cancellation
        );
}
