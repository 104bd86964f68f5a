using Quant.Catalog.Storage;
using Quant.Specs;

namespace Quant.Catalog.Features;

/// <summary>A feature set that has been used.</summary>
/// <param name="Fingerprint">Of its canonical spec.</param>
/// <param name="Name">What its author calls it; several sets may share a name.</param>
/// <param name="Spec">Canonical JSON.</param>
/// <param name="CreatedAt">UTC.</param>
public sealed record FeatureSetRecord(Fingerprint Fingerprint, string Name, string Spec, DateTimeOffset CreatedAt);

/// <summary>Feature sets by fingerprint.</summary>
public sealed class FeatureSetTable
{
    private const string Columns = "fingerprint, name, spec, created_at";

    private readonly Database _database;
    private readonly TimeProvider _clock;

    internal FeatureSetTable(Database database, TimeProvider clock)
    {
        _database = database;
        _clock = clock;
    }

    /// <summary>Enters a set unless it is there.</summary>
    /// <returns>True when it was new.</returns>
    public Task<bool> TryAddAsync(
        Fingerprint fingerprint,
        string name,
        string spec,
        CancellationToken cancellation = default
    ) =>
        _database.WriteAsync(
            async session =>
                await session.ExecuteAsync(
                    """
                    INSERT INTO feature_set (fingerprint, name, spec, created_at)
                    VALUES (@fingerprint, @name, @spec, @now)
                    ON CONFLICT (fingerprint) DO NOTHING
                    """,
                    new
                    {
                        fingerprint = fingerprint.ToString(),
                        name,
                        spec,
                        now = UnixMicros.From(_clock.GetUtcNow()),
                    }
                ) == 1,
            cancellation
        );

    /// <summary>The set, or null when it is unknown.</summary>
    public Task<FeatureSetRecord?> FindAsync(Fingerprint fingerprint, CancellationToken cancellation = default) =>
        _database.ReadAsync(
            session =>
                session.FirstAsync(
                    $"SELECT {Columns} FROM feature_set WHERE fingerprint = @fingerprint",
                    new { fingerprint = fingerprint.ToString() },
                    Record
                ),
            cancellation
        );

    /// <summary>The latest set of that name, or null.</summary>
    public Task<FeatureSetRecord?> FindByNameAsync(string name, CancellationToken cancellation = default) =>
        _database.ReadAsync(
            session =>
                session.FirstAsync(
                    $"""
                    SELECT {Columns} FROM feature_set WHERE name = @name
                    ORDER BY created_at DESC, fingerprint LIMIT 1
                    """,
                    new { name },
                    Record
                ),
            cancellation
        );

    /// <summary>All sets by name, then time.</summary>
    public async Task<IReadOnlyList<FeatureSetRecord>> ListAsync(CancellationToken cancellation = default) =>
        await _database.ReadAsync(
            session =>
                session.ListAsync(
                    $"SELECT {Columns} FROM feature_set ORDER BY name, created_at, fingerprint",
                    null,
                    Record
                ),
            cancellation
        );

    private static FeatureSetRecord Record(Row row) =>
        new(row.Fingerprint("fingerprint"), row.Text("name"), row.Text("spec"), row.Instant("created_at"));
}
