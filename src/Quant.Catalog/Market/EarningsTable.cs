using System.Globalization;
using Quant.Catalog.Storage;
using Quant.MarketData.Bars;
using Quant.MarketData.Earnings;
using Quant.Specs;

namespace Quant.Catalog.Market;

/// <summary>Dates of earnings reports, with the time each became known.</summary>
public sealed class EarningsTable
{
    private const string DateForm = "yyyy-MM-dd";

    private readonly Database _database;

    internal EarningsTable(Database database) => _database = database;

    /// <summary>
    /// Records dates, all in one transaction. Another version of a date, known at another time, stands beside the first;
    /// the same version again replaces itself.
    /// </summary>
    /// <returns>How many were not there before, or differ.</returns>
    public Task<int> RecordAsync(IReadOnlyList<EarningsDate> dates, CancellationToken cancellation = default) =>
        _database.WriteAsync(
            async session =>
            {
                var changed = 0;
                foreach (var date in dates)
                {
                    changed += await session.ExecuteAsync(
                        """
                        INSERT INTO earnings_date (symbol, date, when_in_day, known_at, source)
                        VALUES (@symbol, @date, @time, @knownAt, @source)
                        ON CONFLICT (symbol, date, known_at) DO UPDATE
                        SET when_in_day = excluded.when_in_day, source = excluded.source
                        WHERE earnings_date.when_in_day <> excluded.when_in_day
                        OR earnings_date.source <> excluded.source
                        """,
                        new
                        {
                            symbol = date.Symbol.ToString(),
                            date = date.Date.ToString(DateForm, CultureInfo.InvariantCulture),
                            time = Words.Of(date.Time),
                            knownAt = UnixMicros.From(date.KnownAt),
                            source = date.Source,
                        }
                    );
                }
                return changed;
            },
            cancellation
        );

    /// <summary>What was known of each date at a moment, the latest version of it, by symbol and date.</summary>
    /// <param name="symbol">One instrument; null for all.</param>
    /// <param name="asOf">The moment; versions that became known later are left out. Null: now and ever after.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<IReadOnlyList<EarningsDate>> ListAsync(
        Symbol? symbol = null,
        DateTimeOffset? asOf = null,
        CancellationToken cancellation = default
    )
    {
        var versions = await _database.ReadAsync(
            session =>
                session.ListAsync(
                    $"""
                    SELECT symbol, date, when_in_day, known_at, source FROM earnings_date
                    WHERE known_at <= @asOf {(symbol is null ? "" : "AND symbol = @symbol")}
                    ORDER BY symbol, date, known_at
                    """,
                    new
                    {
                        symbol = symbol?.ToString(),
                        asOf = asOf is { } moment ? UnixMicros.From(moment) : long.MaxValue,
                    },
                    row => new EarningsDate(
                        row.Symbol("symbol"),
                        DateOnly.ParseExact(row.Text("date"), DateForm, CultureInfo.InvariantCulture),
                        row.Word<EarningsTime>("when_in_day"),
                        row.Instant("known_at"),
                        row.Text("source")
                    )
                ),
            cancellation
        );
        return [.. versions.GroupBy(version => (version.Symbol, version.Date)).Select(group => group.Last())];
    }
}
