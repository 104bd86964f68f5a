using Quant.Catalog;
using Quant.Catalog.Studies;
using Quant.Search.Objectives;

namespace Quant.Grains.Search;

/// <summary>The best of two scores, or of a study's recorded trials that keep all constraints.</summary>
internal static class BestScore
{
    /// <summary>The best score in the catalog; null where there is none.</summary>
    public static async Task<double?> OfAsync(
        CatalogStore catalog,
        string study,
        Direction direction,
        CancellationToken cancellation = default
    )
    {
        var query = new LeaderboardQuery(study)
        {
            FeasibleOnly = true,
            Status = TrialStatus.Completed,
            Descending = direction == Direction.Maximise,
            Limit = 1,
        };
        return (await catalog.Trials.LeaderboardAsync(query, cancellation)).Rows is [var best] ? best.Score : null;
    }

    public static double? Better(double? one, double? other, Direction direction) =>
        one is null ? other
        : other is null ? one
        : direction == Direction.Maximise ? Math.Max(one.Value, other.Value)
        : Math.Min(one.Value, other.Value);
}
