using Quant.Catalog.Storage;
using Quant.Specs;

namespace Quant.Catalog.Models;

/// <summary>Models and their lineage.</summary>
public sealed class ModelTable
{
    private readonly Database _database;
    private readonly TimeProvider _clock;

    internal ModelTable(Database database, TimeProvider clock)
    {
        _database = database;
        _clock = clock;
    }

    /// <summary>
    /// Enters a model as training. One that failed is set to training again; one that is ready or training stays as it
    /// is.
    /// </summary>
    /// <returns>The model as it now stands: when ready, there is nothing to do.</returns>
    public Task<ModelRecord> BeginAsync(ModelIdentity model, CancellationToken cancellation = default) =>
        _database.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync(
                    """
                    INSERT INTO model
                        (fingerprint, spec, symbol, bar_interval, feature_set, label, estimator, status, parent, cohort,
                         data_fingerprint, created_at)
                    VALUES
                        (@fingerprint, @spec, @symbol, @interval, @featureSet, @label, @estimator, 'training', @parent,
                         @cohort, @dataFingerprint, @now)
                    ON CONFLICT (fingerprint) DO UPDATE SET status = 'training', error = NULL
                    WHERE model.status = 'failed'
                    """,
                    new
                    {
                        fingerprint = model.Fingerprint.ToString(),
                        spec = model.Spec,
                        symbol = model.Symbol.ToString(),
                        interval = model.Interval.ToString(),
                        featureSet = model.FeatureSet.ToString(),
                        label = model.Label,
                        estimator = model.Estimator,
                        parent = model.Parent?.ToString(),
                        cohort = model.Cohort,
                        dataFingerprint = model.DataFingerprint.ToString(),
                        now = UnixMicros.From(_clock.GetUtcNow()),
                    }
                );
                return (await FindAsync(session, model.Fingerprint))!;
            },
            cancellation
        );

    /// <summary>Records what training made and sets the model to ready.</summary>
    /// <returns>False when the model is not in training: unknown, failed, or ready already.</returns>
    public Task<bool> CompleteAsync(
        Fingerprint fingerprint,
        TrainedModel result,
        CancellationToken cancellation = default
    ) =>
        _database.WriteAsync(
            async session =>
                await session.ExecuteAsync(
                    """
                    UPDATE model
                    SET status = 'ready', trained_at = @now, train_ms = @trainMs, row_count = @rows,
                        fold_count = @folds, metrics = @metrics, card = @card, artifact_path = @path,
                        artifact_hash = @hash, error = NULL
                    WHERE fingerprint = @fingerprint AND status = 'training'
                    """,
                    new
                    {
                        fingerprint = fingerprint.ToString(),
                        now = UnixMicros.From(_clock.GetUtcNow()),
                        trainMs = result.TrainMs,
                        rows = result.Rows,
                        folds = (long)result.Folds,
                        metrics = result.Metrics,
                        card = result.Card,
                        path = result.ArtifactPath,
                        hash = result.ArtifactHash,
                    }
                ) == 1,
            cancellation
        );

    /// <summary>Records why training failed.</summary>
    /// <returns>False when the model is not in training.</returns>
    public Task<bool> FailAsync(Fingerprint fingerprint, string error, CancellationToken cancellation = default) =>
        _database.WriteAsync(
            async session =>
                await session.ExecuteAsync(
                    """
                    UPDATE model SET status = 'failed', error = @error
                    WHERE fingerprint = @fingerprint AND status = 'training'
                    """,
                    new { fingerprint = fingerprint.ToString(), error }
                ) == 1,
            cancellation
        );

    /// <summary>The model, or null when it is unknown.</summary>
    public Task<ModelRecord?> FindAsync(Fingerprint fingerprint, CancellationToken cancellation = default) =>
        _database.ReadAsync(session => FindAsync(session, fingerprint), cancellation);

    /// <summary>Models that match, the latest first.</summary>
    /// <exception cref="BadInputException">Offset or limit out of range.</exception>
    public Task<Page<ModelRecord>> ListAsync(ModelQuery query, CancellationToken cancellation = default)
    {
        Paging.Require(query.Offset, query.Limit);
        var conditions = new List<string>();
        void Where(object? given, string condition)
        {
            if (given is not null)
            {
                conditions.Add(condition);
            }
        }
        Where(query.Symbol, "symbol = @symbol");
        Where(query.Interval, "bar_interval = @interval");
        Where(query.FeatureSet, "feature_set = @featureSet");
        Where(query.Parent, "parent = @parent");
        Where(query.Cohort, "cohort = @cohort");
        Where(query.Estimator, "estimator = @estimator");
        Where(query.Status, "status = @status");
        var where = conditions.Count == 0 ? "" : $"WHERE {string.Join(" AND ", conditions)}";
        var parameters = new
        {
            symbol = query.Symbol?.ToString(),
            interval = query.Interval?.ToString(),
            featureSet = query.FeatureSet?.ToString(),
            parent = query.Parent?.ToString(),
            cohort = query.Cohort,
            estimator = query.Estimator,
            status = query.Status is { } status ? Words.Of(status) : null,
            limit = (long)query.Limit,
            offset = (long)query.Offset,
        };
        return _database.SnapshotAsync(
            async session => new Page<ModelRecord>(
                await session.ListAsync(
                    $"""
                    SELECT {ModelRows.Columns} FROM model {where}
                    ORDER BY created_at DESC, fingerprint LIMIT @limit OFFSET @offset
                    """,
                    parameters,
                    ModelRows.Record
                ),
                await session.NumberAsync($"SELECT COUNT(*) FROM model {where}", parameters) ?? 0
            ),
            cancellation
        );
    }

    /// <summary>The model and those it was pruned from, itself first; empty when it is unknown.</summary>
    public Task<IReadOnlyList<ModelRecord>> AncestryAsync(
        Fingerprint fingerprint,
        CancellationToken cancellation = default
    ) =>
        _database.SnapshotAsync<IReadOnlyList<ModelRecord>>(
            async session =>
            {
                var line = new List<ModelRecord>();
                var seen = new HashSet<Fingerprint>();
                Fingerprint? next = fingerprint;
                while (next is { } wanted && seen.Add(wanted) && await FindAsync(session, wanted) is { } model)
                {
                    line.Add(model);
                    next = model.Identity.Parent;
                }
                return line;
            },
            cancellation
        );

    private static Task<ModelRecord?> FindAsync(Session session, Fingerprint fingerprint) =>
        session.FirstAsync(
            $"SELECT {ModelRows.Columns} FROM model WHERE fingerprint = @fingerprint",
            new { fingerprint = fingerprint.ToString() },
            ModelRows.Record
        );
}
