using Quant.Catalog;
using Quant.Catalog.Studies;
using Quant.Specs;

namespace Quant.Client.Web.Studies;

/// <summary>Trials spread evenly over a study: all of them, or pages at equal distances in the plan's order.</summary>
internal static class TrialSample
{
    private const int Page = 500;
    private const int Most = 20_000;

    /// <exception cref="BadInputException"><paramref name="maxTrials"/> out of range.</exception>
    public static async Task<Page<TrialRecord>> ReadAsync(
        CatalogStore catalog,
        string study,
        int maxTrials,
        CancellationToken cancellation
    )
    {
        if (maxTrials is < 1 or > Most)
        {
            throw new BadInputException("maxPoints", maxTrials, $"an integer from 1 to {Most}");
        }
        var first = await ReadPageAsync(catalog, study, 0, Math.Min(Page, maxTrials), cancellation);
        var trials = new List<TrialRecord>(first.Rows);
        var pages = (Math.Min(first.Total, maxTrials) + Page - 1) / Page;
        for (var i = 1; i < pages; i++)
        {
            var offset = first.Total <= maxTrials ? i * Page : i * first.Total / pages;
            var limit = Math.Min(Page, maxTrials - trials.Count);
            trials.AddRange((await ReadPageAsync(catalog, study, (int)offset, limit, cancellation)).Rows);
        }
        return new Page<TrialRecord>(trials, first.Total);
    }

    private static Task<Page<TrialRecord>> ReadPageAsync(
        CatalogStore catalog,
        string study,
        int offset,
        int limit,
        CancellationToken cancellation
    ) =>
        catalog.Trials.LeaderboardAsync(
            new LeaderboardQuery(study)
            {
                OrderBy = "index",
                Descending = false,
                Status = TrialStatus.Completed,
                Offset = offset,
                Limit = limit,
            },
            cancellation
        );
}
