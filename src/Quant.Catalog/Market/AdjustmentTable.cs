using System.Globalization;
using Quant.Catalog.Storage;
using Quant.MarketData.Bars;
using Quant.Specs;

namespace Quant.Catalog.Market;

/// <summary>The factors by which raw prices up to a date are multiplied.</summary>
/// <param name="LastDate">Last exchange date they apply to, inclusive.</param>
/// <param name="SplitFactor">For splits; above 0.</param>
/// <param name="DividendFactor">For dividends; above 0.</param>
/// <param name="Source">Where they come from.</param>
public sealed record Adjustment(DateOnly LastDate, double SplitFactor, double DividendFactor, string Source);

/// <summary>Corporate actions of instruments.</summary>
public sealed class AdjustmentTable
{
    private const string DateForm = "yyyy-MM-dd";

    private static readonly StagingTable s_cells = new(
        "staged_adjustment",
        [
            ("symbol", StagingKind.Text),
            ("last_date", StagingKind.Text),
            ("split_factor", StagingKind.Number),
            ("dividend_factor", StagingKind.Number),
            ("source", StagingKind.Text),
        ]
    );

    private readonly Database _database;

    internal AdjustmentTable(Database database) => _database = database;

    /// <summary>Replaces all adjustments of an instrument in one transaction; none when the list is empty.</summary>
    /// <exception cref="BadInputException">A factor that is not a finite number above 0, or a date given twice.</exception>
    public Task ReplaceAsync(
        Symbol symbol,
        IReadOnlyList<Adjustment> adjustments,
        CancellationToken cancellation = default
    )
    {
        var dates = new HashSet<DateOnly>();
        for (var i = 0; i < adjustments.Count; i++)
        {
            var adjustment = adjustments[i];
            RequireFactor($"adjustments[{i}].splitFactor", adjustment.SplitFactor);
            RequireFactor($"adjustments[{i}].dividendFactor", adjustment.DividendFactor);
            if (!dates.Add(adjustment.LastDate))
            {
                var date = adjustment.LastDate.ToString(DateForm, CultureInfo.InvariantCulture);
                throw new BadInputException($"adjustments[{i}].lastDate", date, "each date once");
            }
        }
        var name = symbol.ToString();
        return _database.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync("DELETE FROM adjustment WHERE symbol = @name", new { name });
                if (adjustments.Count > 0)
                {
                    await session.InsertNewAsync(
                        "adjustment",
                        "symbol, last_date",
                        s_cells,
                        [.. adjustments.Select(a => Cells(name, a))]
                    );
                }
                return true;
            },
            cancellation
        );
    }

    /// <summary>The adjustments of an instrument by date; empty when there are none.</summary>
    public async Task<IReadOnlyList<Adjustment>> ListAsync(Symbol symbol, CancellationToken cancellation = default) =>
        await _database.ReadAsync(
            session =>
                session.ListAsync(
                    """
                    SELECT last_date, split_factor, dividend_factor, source
                    FROM adjustment WHERE symbol = @symbol ORDER BY last_date
                    """,
                    new { symbol = symbol.ToString() },
                    row => new Adjustment(
                        DateOnly.ParseExact(row.Text("last_date"), DateForm, CultureInfo.InvariantCulture),
                        row.Number("split_factor"),
                        row.Number("dividend_factor"),
                        row.Text("source")
                    )
                ),
            cancellation
        );

    private static object?[] Cells(string symbol, Adjustment adjustment) =>
        [
            symbol,
            adjustment.LastDate.ToString(DateForm, CultureInfo.InvariantCulture),
            adjustment.SplitFactor,
            adjustment.DividendFactor,
            adjustment.Source,
        ];

    private static void RequireFactor(string field, double factor)
    {
        if (!double.IsFinite(factor) || factor <= 0)
        {
            throw new BadInputException(field, factor, "a finite number above 0");
        }
    }
}
