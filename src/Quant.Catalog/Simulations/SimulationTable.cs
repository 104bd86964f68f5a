using Quant.Catalog.Storage;
using Quant.Lake.Manifest;
using Quant.MarketData.Bars;
using Quant.Specs;

namespace Quant.Catalog.Simulations;

/// <summary>One simulation that was kept.</summary>
/// <param name="Fingerprint">Of model, rules, range and data.</param>
/// <param name="Model">The model whose predictions it used.</param>
/// <param name="Symbol">The instrument.</param>
/// <param name="Rules">Canonical JSON of the rules.</param>
/// <param name="FromTs">First bar, microseconds UTC.</param>
/// <param name="ToTs">Last bar, microseconds UTC.</param>
/// <param name="InSample">True when it ran over rows the model was trained on.</param>
/// <param name="Metrics">JSON.</param>
/// <param name="Account">JSON: what each step did, in plain words.</param>
/// <param name="Dataset">Where in the lake its equity and trades are.</param>
/// <param name="CreatedAt">UTC; given by the catalog.</param>
public sealed record SimulationRecord(
    Fingerprint Fingerprint,
    Fingerprint Model,
    Symbol Symbol,
    string Rules,
    long FromTs,
    long ToTs,
    bool InSample,
    string Metrics,
    string Account,
    Dataset Dataset,
    DateTimeOffset CreatedAt = default
);

/// <summary>Simulations by fingerprint.</summary>
public sealed class SimulationTable
{
    private const string Columns =
        "fingerprint, model, symbol, rules, from_ts, to_ts, in_sample, metrics, account, dataset, created_at";

    private readonly Database _database;
    private readonly TimeProvider _clock;

    internal SimulationTable(Database database, TimeProvider clock)
    {
        _database = database;
        _clock = clock;
    }

    /// <summary>Enters a simulation unless it is there.</summary>
    /// <returns>True when it was new.</returns>
    public Task<bool> TryAddAsync(SimulationRecord simulation, CancellationToken cancellation = default) =>
        _database.WriteAsync(
            async session =>
                await session.ExecuteAsync(
                    $"""
                    INSERT INTO simulation ({Columns})
                    VALUES (@fingerprint, @model, @symbol, @rules, @from, @to, @inSample, @metrics, @account, @dataset, @now)
                    ON CONFLICT (fingerprint) DO NOTHING
                    """,
                    new
                    {
                        fingerprint = simulation.Fingerprint.ToString(),
                        model = simulation.Model.ToString(),
                        symbol = simulation.Symbol.ToString(),
                        rules = simulation.Rules,
                        from = simulation.FromTs,
                        to = simulation.ToTs,
                        inSample = simulation.InSample ? 1L : 0L,
                        metrics = simulation.Metrics,
                        account = simulation.Account,
                        dataset = simulation.Dataset.Path,
                        now = UnixMicros.From(_clock.GetUtcNow()),
                    }
                ) == 1,
            cancellation
        );

    /// <summary>The simulation, or null when it was never kept.</summary>
    public Task<SimulationRecord?> FindAsync(Fingerprint fingerprint, CancellationToken cancellation = default) =>
        _database.ReadAsync(
            session =>
                session.FirstAsync(
                    $"SELECT {Columns} FROM simulation WHERE fingerprint = @fingerprint",
                    new { fingerprint = fingerprint.ToString() },
                    Record
                ),
            cancellation
        );

    /// <summary>Simulations of one model and instrument, or all, the latest first.</summary>
    /// <exception cref="BadInputException">Offset or limit out of range.</exception>
    public Task<Page<SimulationRecord>> ListAsync(
        Fingerprint? model = null,
        Symbol? symbol = null,
        int offset = 0,
        int limit = 100,
        CancellationToken cancellation = default
    )
    {
        Paging.Require(offset, limit);
        string[] conditions =
        [
            .. model is null ? Array.Empty<string>() : ["model = @model"],
            .. symbol is null ? Array.Empty<string>() : ["symbol = @symbol"],
        ];
        var where = conditions.Length == 0 ? "" : $"WHERE {string.Join(" AND ", conditions)}";
        var parameters = new
        {
            model = model?.ToString(),
            symbol = symbol?.ToString(),
            limit = (long)limit,
            offset = (long)offset,
        };
        return _database.SnapshotAsync(
            async session => new Page<SimulationRecord>(
                await session.ListAsync(
                    $"""
                    SELECT {Columns} FROM simulation {where}
                    ORDER BY created_at DESC, fingerprint LIMIT @limit OFFSET @offset
                    """,
                    parameters,
                    Record
                ),
                await session.NumberAsync($"SELECT COUNT(*) FROM simulation {where}", parameters) ?? 0
            ),
            cancellation
        );
    }

    private static SimulationRecord Record(Row row) =>
        new(
            row.Fingerprint("fingerprint"),
            row.Fingerprint("model"),
            row.Symbol("symbol"),
            row.Text("rules"),
            row.Whole("from_ts"),
            row.Whole("to_ts"),
            row.Flag("in_sample"),
            row.Text("metrics"),
            row.Text("account"),
            Dataset.Parse(row.Text("dataset")),
            row.Instant("created_at")
        );
}
