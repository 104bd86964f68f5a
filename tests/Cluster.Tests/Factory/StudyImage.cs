using System.Globalization;
using System.Text.Json.Nodes;
using Quant.Catalog;
using Quant.Catalog.Studies;

namespace Quant.Cluster.Tests.Factory;

/// <summary>
/// All that a study found, to the bit and in the leaderboard's order, without what depends on where and when it ran.
/// </summary>
internal sealed record StudyImage(IReadOnlyList<string> Leaderboard, string Summary)
{
    public static async Task<StudyImage> OfAsync(CatalogStore catalog, string study)
    {
        var record = (await catalog.Studies.FindAsync(study))!;
        var rows = await catalog.Trials.LeaderboardAsync(new LeaderboardQuery(study) { Limit = 10_000 });
        Assert.Equal(record.PlannedTrials, rows.Total);
        Assert.Equal(
            Enumerable.Range(0, (int)record.PlannedTrials).Select(i => (long)i),
            rows.Rows.Select(row => row.Index).Order()
        );
        var blocks = (await catalog.Trials.ReadBlocksAsync(study)).ToDictionary(b => b.Index, b => b.BlockMoments);
        var summary = JsonNode.Parse(record.Summary!)!.AsObject();
        summary.Remove("elapsedMs");
        return new StudyImage(
            [.. rows.Rows.Select(row => Line(row, blocks.GetValueOrDefault(row.Index) ?? []))],
            summary.ToJsonString()
        );
    }

    /// <summary>The same to the bit.</summary>
    public void MustEqual(StudyImage other)
    {
        Assert.Equal(other.Leaderboard, Leaderboard);
        Assert.Equal(other.Summary, Summary);
    }

    private static string Line(TrialRecord trial, byte[] blocks) =>
        string.Join(
            ' ',
            trial.Index,
            trial.Fingerprint,
            trial.Model,
            trial.Status,
            Bits(trial.Score),
            trial.SelectionMetrics,
            trial.HoldOutMetrics,
            Bits(trial.DeflatedSharpe),
            Bits(trial.Gap),
            trial.Violated,
            trial.Error,
            trial.Rules,
            Convert.ToHexString(blocks)
        );

    private static string Bits(double? value) =>
        value is { } number
            ? BitConverter.DoubleToInt64Bits(number).ToString("x16", CultureInfo.InvariantCulture)
            : "none";
}
