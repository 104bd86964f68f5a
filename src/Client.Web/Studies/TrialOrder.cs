using Quant.Specs;

namespace Quant.Client.Web.Studies;

/// <summary>Which way a leaderboard runs.</summary>
internal static class TrialOrder
{
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
