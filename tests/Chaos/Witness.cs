using Microsoft.Data.Sqlite;
using Quant.Cluster.Tests.Factory;

namespace Quant.Chaos;

/// <summary>Looks at the catalog from outside, and can hold it so that nobody else writes.</summary>
internal sealed class Witness : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<long, long> _recorded = [];

    public Witness(TestRoot root)
    {
        _connection = new SqliteConnection($"Data Source={root.CatalogPath};Pooling=False");
        _connection.Open();
    }

    /// <summary>The part of the study's work that is done, from 0 to 1.</summary>
    public double Progress
    {
        get
        {
            using var command = Command(
                $"SELECT (SELECT COUNT(*) FROM model WHERE status = 'ready') * {Unharmed.RulesOfEach} + (SELECT COUNT(*) FROM trial)"
            );
            return (long)command.ExecuteScalar()! / (2.0 * Unharmed.Trials);
        }
    }

    /// <summary>Trials seen recorded so far.</summary>
    public int Recorded => _recorded.Count;

    /// <summary>Remembers when each trial was recorded; none that was seen before may be gone or have been made anew.</summary>
    public void Remember()
    {
        using var command = Command("SELECT trial_index, created_at FROM trial");
        using var reader = command.ExecuteReader();
        var now = new Dictionary<long, long>();
        while (reader.Read())
        {
            now.Add(reader.GetInt64(0), reader.GetInt64(1));
        }
        foreach (var (trial, at) in _recorded)
        {
            Assert.True(now.TryGetValue(trial, out var again), $"Trial {trial} was lost.");
            Assert.True(at == again, $"Trial {trial} was recorded again.");
        }
        foreach (var (trial, at) in now)
        {
            _recorded[trial] = at;
        }
    }

    /// <summary>Keeps everybody else from writing until disposed.</summary>
    public IDisposable Hold()
    {
        using var begin = Command("BEGIN IMMEDIATE");
        begin.ExecuteNonQuery();
        return new Held(this);
    }

    public void Dispose() => _connection.Dispose();

    private SqliteCommand Command(string sql)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }

    private sealed class Held(Witness witness) : IDisposable
    {
        public void Dispose()
        {
            using var end = witness.Command("ROLLBACK");
            end.ExecuteNonQuery();
        }
    }
}
