using Quant.Catalog.Storage;
using Quant.MarketData.Bars;
using Quant.Specs;

namespace Quant.Catalog.Features;

/// <summary>One built partition of features.</summary>
/// <param name="Period">The partition's period, as in the manifest.</param>
/// <param name="InputFingerprint">Of everything it was computed from; equal means that it need not be computed again.</param>
/// <param name="Rows">Rows written.</param>
/// <param name="BuiltAt">UTC.</param>
public sealed record FeatureBuild(string Period, Fingerprint InputFingerprint, long Rows, DateTimeOffset BuiltAt);

/// <summary>From which input each partition of features was built, so that only changed ones are computed again.</summary>
public sealed class FeatureBuildTable
{
    private static readonly StagingTable s_periods = new("staged_period", [("period", StagingKind.Text)]);

    private readonly Database _database;
    private readonly TimeProvider _clock;

    internal FeatureBuildTable(Database database, TimeProvider clock)
    {
        _database = database;
        _clock = clock;
    }

    /// <summary>Records built partitions in one transaction, replacing what was known of the same periods.</summary>
    /// <exception cref="CatalogException">The feature set has not been entered.</exception>
    public Task RecordAsync(
        Fingerprint featureSet,
        Symbol symbol,
        Interval interval,
        IReadOnlyList<(string Period, Fingerprint InputFingerprint, long Rows)> partitions,
        CancellationToken cancellation = default
    ) =>
        _database.WriteAsync(
            async session =>
            {
                var now = UnixMicros.From(_clock.GetUtcNow());
                foreach (var (period, input, rows) in partitions.OrderBy(p => p.Period, StringComparer.Ordinal))
                {
                    await session.ExecuteAsync(
                        """
                        INSERT INTO feature_build
                            (feature_set, symbol, bar_interval, period, input_fingerprint, row_count, built_at)
                        VALUES (@featureSet, @symbol, @interval, @period, @input, @rows, @now)
                        ON CONFLICT (feature_set, symbol, bar_interval, period) DO UPDATE
                        SET input_fingerprint = excluded.input_fingerprint, row_count = excluded.row_count,
                            built_at = excluded.built_at
                        """,
                        new
                        {
                            featureSet = featureSet.ToString(),
                            symbol = symbol.ToString(),
                            interval = interval.ToString(),
                            period,
                            input = input.ToString(),
                            rows,
                            now,
                        }
                    );
                }
                return true;
            },
            cancellation
        );

    /// <summary>Forgets built partitions that are no longer there.</summary>
    public Task ForgetAsync(
        Fingerprint featureSet,
        Symbol symbol,
        Interval interval,
        IReadOnlyList<string> periods,
        CancellationToken cancellation = default
    ) =>
        _database.WriteAsync(
            async session =>
            {
                await session.StageAsync(s_periods, [.. periods.Select(period => new object?[] { period })]);
                await session.ExecuteAsync(
                    """
                    DELETE FROM feature_build
                    WHERE feature_set = @featureSet AND symbol = @symbol AND bar_interval = @interval
                      AND period IN (SELECT period FROM staged_period)
                    """,
                    new
                    {
                        featureSet = featureSet.ToString(),
                        symbol = symbol.ToString(),
                        interval = interval.ToString(),
                    }
                );
                return true;
            },
            cancellation
        );

    /// <summary>What has been built of one set for one instrument and interval, by period.</summary>
    public async Task<IReadOnlyList<FeatureBuild>> ListAsync(
        Fingerprint featureSet,
        Symbol symbol,
        Interval interval,
        CancellationToken cancellation = default
    ) =>
        await _database.ReadAsync(
            session =>
                session.ListAsync(
                    """
                    SELECT period, input_fingerprint, row_count, built_at FROM feature_build
                    WHERE feature_set = @featureSet AND symbol = @symbol AND bar_interval = @interval
                    ORDER BY period
                    """,
                    new
                    {
                        featureSet = featureSet.ToString(),
                        symbol = symbol.ToString(),
                        interval = interval.ToString(),
                    },
                    row => new FeatureBuild(
                        row.Text("period"),
                        row.Fingerprint("input_fingerprint"),
                        row.Whole("row_count"),
                        row.Instant("built_at")
                    )
                ),
            cancellation
        );
}
