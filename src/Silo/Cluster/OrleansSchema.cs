using System.Text;
using Npgsql;
using Quant.Catalog;

namespace Quant.Silo.Cluster;

/// <summary>The tables Orleans' providers for relational databases need, made where they are missing.</summary>
public static class OrleansSchema
{
    /// <summary>Any constant will do as long as it stays the same: the letters of "orleans".</summary>
    private const long Lock = 0x6F726C65616E73;

    /// <summary>The script, as it stands in <c>deploy/postgres/orleans.sql</c>.</summary>
    public static string Script { get; } = ReadScript();

    /// <summary>Runs the script unless it was run before; any number of silos may do so at once.</summary>
    /// <returns>True when the tables were made now.</returns>
    /// <exception cref="CatalogException">The database cannot be reached or refuses.</exception>
    public static async Task<bool> EnsureAsync(string postgres, CancellationToken cancellation)
    {
        try
        {
            await using var source = NpgsqlDataSource.Create(postgres);
            await using var connection = await source.OpenConnectionAsync(cancellation);
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            await using (var turn = new NpgsqlCommand("SELECT pg_advisory_xact_lock(@key)", connection, transaction))
            {
                turn.Parameters.AddWithValue("key", Lock);
                await turn.ExecuteNonQueryAsync(cancellation);
            }
            await using (
                var known = new NpgsqlCommand(
                    "SELECT to_regclass('OrleansQuery') IS NOT NULL AND to_regclass('OrleansMembershipTable') IS NOT NULL",
                    connection,
                    transaction
                )
            )
            {
                if (await known.ExecuteScalarAsync(cancellation) is true)
                {
                    return false;
                }
            }
            await using (var script = new NpgsqlCommand(Script, connection, transaction))
            {
                await script.ExecuteNonQueryAsync(cancellation);
            }
            await transaction.CommitAsync(cancellation);
            return true;
        }
        catch (NpgsqlException fault)
        {
            throw new CatalogException(
                $"The tables of the cluster cannot be made in PostgreSQL: {fault.Message}",
                fault
            );
        }
    }

    private static string ReadScript()
    {
        using var reader = new StreamReader(
            typeof(OrleansSchema).Assembly.GetManifestResourceStream("orleans.sql")!,
            Encoding.UTF8
        );
        return reader.ReadToEnd();
    }
}
