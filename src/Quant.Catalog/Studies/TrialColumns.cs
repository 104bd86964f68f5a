using System.Collections.Frozen;
using Quant.Specs;

namespace Quant.Catalog.Studies;

/// <summary>What a leaderboard may be ordered and filtered by: names as users write them, and the columns they mean.</summary>
public static class TrialColumns
{
    private static readonly (string Name, string Column)[] s_all =
    [
        ("index", "trial_index"),
        ("score", "score"),
        ("deflatedSharpe", "deflated_sharpe"),
        ("gap", "gap"),
        ("elapsed", "elapsed_micros"),
        ("selection.sharpe", "sel_sharpe"),
        ("selection.totalReturn", "sel_total_return"),
        ("selection.maxDrawdown", "sel_max_drawdown"),
        ("selection.trades", "sel_trades"),
        ("selection.profitFactor", "sel_profit_factor"),
        ("selection.sqn", "sel_sqn"),
        ("selection.winRate", "sel_win_rate"),
        ("holdOut.sharpe", "hold_sharpe"),
        ("holdOut.totalReturn", "hold_total_return"),
        ("holdOut.maxDrawdown", "hold_max_drawdown"),
        ("holdOut.trades", "hold_trades"),
        ("holdOut.profitFactor", "hold_profit_factor"),
        ("holdOut.sqn", "hold_sqn"),
        ("holdOut.winRate", "hold_win_rate"),
    ];

    private static readonly FrozenDictionary<string, string> s_byName = s_all.ToFrozenDictionary(
        pair => pair.Name,
        pair => pair.Column,
        StringComparer.Ordinal
    );

    /// <summary>The names, in the order a help text lists them.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. s_all.Select(pair => pair.Name)];

    /// <summary>The column a name means.</summary>
    /// <exception cref="BadInputException">No such name.</exception>
    internal static string Resolve(string name, string field) =>
        s_byName.TryGetValue(name, out var column)
            ? column
            : throw new BadInputException(field, name, $"one of {string.Join(", ", Names)}");
}
