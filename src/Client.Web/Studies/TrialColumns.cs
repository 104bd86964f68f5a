using Quant.Specs;

namespace Quant.Client.Web.Studies;

/// <summary>What a leaderboard can be sorted by.</summary>
public static class TrialColumns
{
    public static IReadOnlyList<string> All { get; } =
    [
        "score",
        "sharpe",
        "deflatedSharpe",
        "trades",
        "maxDrawdown",
        "totalReturn",
        "profitFactor",
        "sqn",
        "winRate",
        "holdOutSharpe",
        "holdOutReturn",
        "gap",
        "index",
    ];

    /// <exception cref="BadInputException">Not a column.</exception>
    public static string Check(string name) =>
        All.Contains(name) ? name : throw new BadInputException("sort", name, $"one of {string.Join(", ", All)}");

    /// <summary>Reads <c>asc</c> or <c>desc</c>.</summary>
    /// <exception cref="BadInputException">Neither.</exception>
    public static bool Descending(string direction) =>
        direction switch
        {
            "desc" => true,
            "asc" => false,
            _ => throw new BadInputException("direction", direction, "asc or desc"),
        };
}
