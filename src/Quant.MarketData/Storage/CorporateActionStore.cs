using Quant.Lake.Manifest;
using Quant.Lake.Partitions;
using Quant.Lake.Tables;
using Quant.MarketData.Adjustments;
using Quant.MarketData.Bars;
using Quant.MarketData.Zones;
using Quant.Specs;

namespace Quant.MarketData.Storage;

/// <summary>
/// Splits and dividends in the lake: dataset <c>actions/factors</c>, one partition <c>all</c> per symbol; columns ts
/// (midnight UTC of the last date the factors apply to), split_factor, dividend_factor.
/// </summary>
/// <param name="lake">The files.</param>
public sealed class CorporateActionStore(LakeStore lake)
{
    public static readonly Dataset Dataset = Dataset.Parse("actions/factors");

    private static readonly TableSchema s_schema = new(
        ("ts", ColumnType.Timestamp),
        ("split_factor", ColumnType.Double),
        ("dividend_factor", ColumnType.Double)
    );

    /// <summary>The partition of a symbol.</summary>
    public static PartitionKey KeyOf(Symbol symbol) => new(Dataset, symbol.ToString(), "all");

    /// <summary>Actions by ascending date; none where there is no entry.</summary>
    /// <exception cref="LakeFileException">The file is missing, torn or altered.</exception>
    public IReadOnlyList<CorporateAction> Read(ManifestEntry? entry)
    {
        if (entry is null)
        {
            return [];
        }
        var table = lake.Read([entry], s_schema);
        var (ts, split, dividend) = (
            table.Timestamps(),
            table.Doubles("split_factor"),
            table.Doubles("dividend_factor")
        );
        var symbol = Symbol.Parse(entry.Key.Symbol);
        return
        [
            .. ts.Select((at, i) => new CorporateAction(symbol, ExchangeZone.Utc.DateOf(at), split[i], dividend[i])),
        ];
    }

    /// <summary>
    /// Writes a symbol's actions in place of the stored ones and returns the manifest change that makes them count; null
    /// when they are the same. Several of one date become one. An empty list removes.
    /// </summary>
    /// <param name="current">The symbol's entry now; null where there is none.</param>
    /// <param name="symbol">The symbol.</param>
    /// <param name="actions">All its actions, in any order.</param>
    /// <exception cref="BadInputException">An action of another symbol, or a factor not above 0.</exception>
    /// <exception cref="LakeFileException">The stored file is missing, torn or altered.</exception>
    public ManifestChange? PlanReplace(ManifestEntry? current, Symbol symbol, IReadOnlyList<CorporateAction> actions)
    {
        foreach (var action in actions)
        {
            if (action.Symbol != symbol || !IsFactor(action.SplitFactor) || !IsFactor(action.DividendFactor))
            {
                throw new BadInputException("actions", action, $"actions of {symbol} with finite factors above 0");
            }
        }
        var rows = actions
            .GroupBy(action => action.LastDate)
            .OrderBy(group => group.Key)
            .Select(group => new CorporateAction(
                symbol,
                group.Key,
                group.Aggregate(1.0, (product, action) => product * action.SplitFactor),
                group.Aggregate(1.0, (product, action) => product * action.DividendFactor)
            ))
            .ToList();
        if (rows.SequenceEqual(Read(current)))
        {
            return null;
        }
        var generation = current?.Generation ?? 0;
        var table = new ColumnTable(
            Column.Timestamp("ts", [.. rows.Select(row => ExchangeZone.Utc.Midnight(row.LastDate))]),
            Column.Double("split_factor", [.. rows.Select(row => row.SplitFactor)]),
            Column.Double("dividend_factor", [.. rows.Select(row => row.DividendFactor)])
        );
        var written = rows.Count == 0 ? null : lake.Write(KeyOf(symbol), generation + 1, table);
        return new ManifestChange(KeyOf(symbol), generation, written);
    }

    private static bool IsFactor(double factor) => factor > 0 && double.IsFinite(factor);
}
