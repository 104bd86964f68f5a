using Quant.Catalog.Copying;
using Quant.Catalog.Features;
using Quant.Catalog.Grains;
using Quant.Catalog.Market;
using Quant.Catalog.Migrations;
using Quant.Catalog.Models;
using Quant.Catalog.Partitions;
using Quant.Catalog.Simulations;
using Quant.Catalog.Storage;
using Quant.Catalog.Studies;
using Quant.Catalog.Views;
using Quant.Specs;

namespace Quant.Catalog;

/// <summary>
/// Everything one asks "which" or "how good" about: one property per concern, all over one database. Safe for
/// concurrent use. Every write is one transaction, durable when its task completes.
/// </summary>
/// <remarks>
/// NaN is stored as NULL and read back as null (<c>double?</c>); infinities are kept. Times are UTC with microsecond
/// precision; finer digits are cut off. Work that meets a transient fault (a lock held by another process, a
/// serialization failure, a lost connection) is done again, boundedly; every write is a compare-and-swap or idempotent,
/// so doing it again after an unknown outcome never applies it twice.
/// </remarks>
public sealed class CatalogStore : IAsyncDisposable
{
    private readonly Database _database;

    private CatalogStore(Database database, TimeProvider clock, int version)
    {
        _database = database;
        SchemaVersion = version;
        Manifest = new LakeManifest(database, clock);
        Symbols = new SymbolTable(database, clock);
        Adjustments = new AdjustmentTable(database);
        CorporateActions = new CorporateActionTable(database, clock);
        Earnings = new EarningsTable(database);
        Ingests = new IngestTable(database);
        IngestWindows = new IngestWindowTable(database);
        Halts = new TradingHaltTable(database);
        Backfills = new BackfillTable(database, clock);
        LiveFeeds = new LiveFeedTable(database, clock);
        FeatureReaders = new FeatureReaderTable(database);
        FeatureSets = new FeatureSetTable(database, clock);
        FeatureBuilds = new FeatureBuildTable(database, clock);
        Models = new ModelTable(database, clock);
        Studies = new StudyTable(database, clock);
        Trials = new TrialTable(database, clock);
        Simulations = new SimulationTable(database, clock);
        GrainState = new GrainStateTable(database, clock);
        Reminders = new ReminderTable(database, clock);
        Views = new CatalogViews(database);
    }

    /// <summary>Opens the catalog, creating or upgrading its tables as needed.</summary>
    /// <exception cref="BadInputException">The path or connection string is missing or cannot be used.</exception>
    /// <exception cref="CatalogException">
    /// Not a catalog, damaged, unreachable, of a newer version, or with migrations that are not those of this program.
    /// </exception>
    public static async Task<CatalogStore> OpenAsync(CatalogOptions options, CancellationToken cancellation = default)
    {
        Database database = options.Provider switch
        {
            CatalogProvider.Sqlite => new SqliteDatabase(options),
            CatalogProvider.Postgres => new PostgresDatabase(options),
            _ => throw new BadInputException("catalog.provider", options.Provider, "sqlite or postgres"),
        };
        try
        {
            await database.PrepareAsync(cancellation);
            var version = await new Migrator(database, options.Clock).MigrateAsync(Migration.All, cancellation);
            return new CatalogStore(database, options.Clock, version);
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>The number of the last migration applied.</summary>
    public int SchemaVersion { get; }

    public CatalogProvider Provider => _database.Provider;

    /// <summary>The database as messages name it: its path, or host and database; never a password.</summary>
    public string Location => _database.Location;

    /// <summary>Which file of the lake holds which partition.</summary>
    public LakeManifest Manifest { get; }

    /// <summary>Instruments and how much of each there is.</summary>
    public SymbolTable Symbols { get; }

    /// <summary>Splits and dividends as sources announced them.</summary>
    public CorporateActionTable CorporateActions { get; }

    /// <summary>Dates of earnings reports.</summary>
    public EarningsTable Earnings { get; }

    /// <summary>The factors that splits and dividends come to.</summary>
    public AdjustmentTable Adjustments { get; }

    /// <summary>What was imported.</summary>
    public IngestTable Ingests { get; }

    /// <summary>What sources were asked for and answered in full.</summary>
    public IngestWindowTable IngestWindows { get; }

    /// <summary>Halts of trading that were told.</summary>
    public TradingHaltTable Halts { get; }

    /// <summary>Ranges to be asked of providers.</summary>
    public BackfillTable Backfills { get; }

    /// <summary>Instruments that are kept up to date.</summary>
    public LiveFeedTable LiveFeeds { get; }

    /// <summary>Which features look at which bars.</summary>
    public FeatureReaderTable FeatureReaders { get; }

    public FeatureSetTable FeatureSets { get; }

    /// <summary>From which input each feature partition was built.</summary>
    public FeatureBuildTable FeatureBuilds { get; }

    /// <summary>Models and their lineage.</summary>
    public ModelTable Models { get; }

    public StudyTable Studies { get; }

    /// <summary>The trials of studies, their leaderboard and what is left to do.</summary>
    public TrialTable Trials { get; }

    public SimulationTable Simulations { get; }

    /// <summary>State of grains, guarded by etags.</summary>
    public GrainStateTable GrainState { get; }

    public ReminderTable Reminders { get; }

    /// <summary>The catalog's tables as read-only columns, for SQL over them.</summary>
    public CatalogViews Views { get; }

    /// <summary>
    /// Damage found in the database, one line each; empty when it is sound. Reads the whole file (SQLite); on
    /// PostgreSQL the server's own checks apply and this only proves that it answers.
    /// </summary>
    public Task<IReadOnlyList<string>> CheckAsync(CancellationToken cancellation = default) =>
        _database.CheckAsync(cancellation);

    /// <summary>
    /// Copies this catalog, on SQLite, into one on PostgreSQL that is empty, in one transaction; the numbers of rows are
    /// compared before it is committed.
    /// </summary>
    /// <exception cref="BadInputException">The target is not empty, or either is not of that kind.</exception>
    /// <exception cref="CatalogException">A database fails; the target is as it was.</exception>
    public Task<IReadOnlyList<CopiedTable>> CopyToAsync(
        CatalogStore target,
        CancellationToken cancellation = default
    ) =>
        (_database, target._database) switch
        {
            (SqliteDatabase from, PostgresDatabase to) => new CatalogCopy(from, to).RunAsync(cancellation),
            (SqliteDatabase, _) => throw new BadInputException("--to", target.Location, "a catalog on PostgreSQL"),
            _ => throw new BadInputException("catalog", Location, "a catalog on SQLite"),
        };

    public ValueTask DisposeAsync() => _database.DisposeAsync();
}
