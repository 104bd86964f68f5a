using Quant.Catalog.Storage;
using Quant.Specs;

namespace Quant.Catalog.Migrations;

/// <summary>
/// Brings a database to the version this program knows, one step a transaction. Any number of processes may do so at
/// once: each step is taken under a lock and decided anew within it.
/// </summary>
internal sealed class Migrator(Database database, TimeProvider clock)
{
    private sealed record Applied(int Version, string Name, string Checksum);

    /// <returns>The version the database is at.</returns>
    /// <exception cref="CatalogException">The database is newer, or was made with other steps.</exception>
    public async Task<int> MigrateAsync(IReadOnlyList<Migration> migrations, CancellationToken cancellation)
    {
        while (await StepAsync(migrations, cancellation)) { }
        return migrations.Count;
    }

    /// <returns>True when a step was taken, false when there was none left.</returns>
    private Task<bool> StepAsync(IReadOnlyList<Migration> migrations, CancellationToken cancellation) =>
        database.WriteAsync(
            async session =>
            {
                await database.LockForMigrationAsync(session);
                await session.ExecuteAsync(
                    """
                    CREATE TABLE IF NOT EXISTS schema_migration (
                        version    BIGINT NOT NULL PRIMARY KEY,
                        name       TEXT NOT NULL,
                        checksum   TEXT NOT NULL,
                        applied_at BIGINT NOT NULL
                    )
                    """
                );
                var applied = await session.ListAsync(
                    "SELECT version, name, checksum FROM schema_migration ORDER BY version",
                    null,
                    row => new Applied(row.Int("version"), row.Text("name"), row.Text("checksum"))
                );
                Verify(migrations, applied);
                if (applied.Count == migrations.Count)
                {
                    return false;
                }
                var next = migrations[applied.Count];
                await session.ExecuteAsync(next.For(database.Tokens));
                await session.ExecuteAsync(
                    """
                    INSERT INTO schema_migration (version, name, checksum, applied_at)
                    VALUES (@version, @name, @checksum, @now)
                    """,
                    new
                    {
                        version = (long)next.Version,
                        name = next.Name,
                        checksum = next.Checksum,
                        now = UnixMicros.From(clock.GetUtcNow()),
                    }
                );
                return true;
            },
            cancellation
        );

    private void Verify(IReadOnlyList<Migration> migrations, List<Applied> applied)
    {
        if (applied.Count > 0 && applied[^1].Version > migrations.Count)
        {
            throw new CatalogException(
                $"The catalog {database.Location} is at version {applied[^1].Version} and this program knows only up to "
                    + $"{migrations.Count}; use the newer program that made it, or another catalog."
            );
        }
        for (var i = 0; i < applied.Count; i++)
        {
            if (applied[i].Version != i + 1)
            {
                throw new CatalogException(
                    $"The catalog {database.Location} lacks migration {i + 1} although later ones were applied; "
                        + "restore it from a copy."
                );
            }
            if (applied[i].Checksum != migrations[i].Checksum)
            {
                throw new CatalogException(
                    $"The catalog {database.Location} was made with another text of migration {i + 1} "
                        + $"('{applied[i].Name}') than this program has; a released migration never changes, so use the "
                        + "program that made it."
                );
            }
        }
    }
}
