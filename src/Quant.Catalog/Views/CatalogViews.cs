using System.Data.Common;
using Quant.Catalog.Storage;
using Quant.Specs;

namespace Quant.Catalog.Views;

/// <summary>What a column of a view holds.</summary>
public enum ViewColumnKind
{
    /// <summary><c>string</c>.</summary>
    Text,

    /// <summary><c>long</c>.</summary>
    Integer,

    /// <summary><c>double</c>.</summary>
    Number,

    /// <summary><c>long</c>: microseconds since 1970 UTC.</summary>
    Instant,
}

/// <summary>One column of a view.</summary>
/// <param name="Name">Its name, a plain identifier.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Values">One cell per row, boxed as <paramref name="Kind"/> says; null for NULL.</param>
public sealed record ViewColumn(string Name, ViewColumnKind Kind, object?[] Values);

/// <summary>A table of the catalog as columns, all of one length.</summary>
public sealed record CatalogView(string Name, IReadOnlyList<ViewColumn> Columns, int Rows);

/// <summary>
/// The catalog's tables as read-only columns, for SQL over lake and catalog together. Binary columns (state of grains,
/// block moments) are left out.
/// </summary>
public sealed class CatalogViews
{
    /// <summary>Each table with what its rows are ordered by.</summary>
    private static readonly (string Name, string Key)[] s_tables =
    [
        ("lake_partition", "dataset, symbol, period"),
        ("lake_superseded", "file"),
        ("symbol", "symbol"),
        ("adjustment", "symbol, last_date"),
        ("corporate_action", "symbol, ex_date, kind, source, ordinal"),
        ("earnings_date", "symbol, date, known_at"),
        ("ingest", "content_hash, symbol, bar_interval"),
        ("ingest_window", "symbol, bar_interval, source, sessions, from_ts, to_ts"),
        ("backfill", "id"),
        ("live_feed", "symbol"),
        ("trading_halt", "symbol, from_ts"),
        ("feature_set", "fingerprint"),
        ("feature_reader", "symbol, feature_set, primary_symbol"),
        ("feature_build", "feature_set, symbol, bar_interval, period"),
        ("model", "fingerprint"),
        ("study", "id"),
        ("trial", "study, trial_index"),
        ("simulation", "fingerprint"),
        ("grain_state", "storage, grain_type, grain_key"),
        ("reminder", "grain_id, name"),
        ("schema_migration", "version"),
    ];

    private readonly Database _database;

    internal CatalogViews(Database database) => _database = database;

    /// <summary>The tables that can be read.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. s_tables.Select(table => table.Name)];

    /// <summary>Reads whole tables, all as of one moment, rows in the order of their keys.</summary>
    /// <exception cref="BadInputException">A name that is none of <see cref="Names"/>.</exception>
    public Task<IReadOnlyList<CatalogView>> ReadAsync(
        IReadOnlyList<string> names,
        CancellationToken cancellation = default
    )
    {
        var tables = names
            .Select(name =>
                Array.Find(s_tables, table => table.Name == name) is { Name: not null } table
                    ? table
                    : throw new BadInputException("table", name, $"one of {string.Join(", ", Names)}")
            )
            .ToList();
        return _database.SnapshotAsync<IReadOnlyList<CatalogView>>(
            async session =>
            {
                var views = new List<CatalogView>();
                foreach (var (name, key) in tables)
                {
                    views.Add(await ReadAsync(session, name, key));
                }
                return views;
            },
            cancellation
        );
    }

    private static async Task<CatalogView> ReadAsync(Session session, string name, string key)
    {
        await using var reader = await session.ReadAsync($"SELECT * FROM {name} ORDER BY {key}");
        var columns = Enumerable
            .Range(0, reader.FieldCount)
            .Where(i => reader.GetFieldType(i) != typeof(byte[]))
            .Select(i => (Ordinal: i, Kind: Kind(reader, i), Values: new List<object?>()))
            .ToList();
        var rows = 0;
        while (await reader.ReadAsync(session.Cancellation))
        {
            rows++;
            foreach (var (ordinal, kind, values) in columns)
            {
                values.Add(reader.IsDBNull(ordinal) ? null : Cell(reader, ordinal, kind));
            }
        }
        return new CatalogView(
            name,
            [.. columns.Select(c => new ViewColumn(reader.GetName(c.Ordinal), c.Kind, [.. c.Values]))],
            rows
        );
    }

    private static ViewColumnKind Kind(DbDataReader reader, int ordinal)
    {
        var name = reader.GetName(ordinal);
        var type = reader.GetFieldType(ordinal);
        return type == typeof(string) ? ViewColumnKind.Text
            : type == typeof(double) ? ViewColumnKind.Number
            : name.EndsWith("_at", StringComparison.Ordinal) || name.EndsWith("_ts", StringComparison.Ordinal)
                ? ViewColumnKind.Instant
            : ViewColumnKind.Integer;
    }

    private static object Cell(DbDataReader reader, int ordinal, ViewColumnKind kind) =>
        kind switch
        {
            ViewColumnKind.Text => reader.GetString(ordinal),
            ViewColumnKind.Number => reader.GetDouble(ordinal),
            _ => reader.GetInt64(ordinal),
        };
}
