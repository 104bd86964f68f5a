namespace Quant.Search.Objectives;

/// <summary>A trial to be ranked.</summary>
/// <param name="Index">Its place in the study.</param>
/// <param name="Score">NaN when undefined.</param>
/// <param name="Violations">How many constraints it does not keep.</param>
public readonly record struct RankedTrial(long Index, double Score, int Violations);

/// <summary>
/// The order of trials from best to worst, a total one: those with a score before those without; those that keep all
/// constraints before those that do not; the better score; fewer violations; the lower index.
/// </summary>
public sealed class Ranking(Direction direction) : IComparer<RankedTrial>
{
    /// <summary>Below 0 when <paramref name="x"/> is the better.</summary>
    public int Compare(RankedTrial x, RankedTrial y)
    {
        var order = double.IsNaN(x.Score).CompareTo(double.IsNaN(y.Score));
        order = order != 0 ? order : (x.Violations > 0).CompareTo(y.Violations > 0);
        order = order != 0 || double.IsNaN(x.Score) ? order : CompareScores(x.Score, y.Score);
        order = order != 0 ? order : x.Violations.CompareTo(y.Violations);
        return order != 0 ? order : x.Index.CompareTo(y.Index);
    }

    /// <summary>The trials from best to worst.</summary>
    public IReadOnlyList<RankedTrial> Order(IEnumerable<RankedTrial> trials) => [.. trials.Order(this)];

    private int CompareScores(double x, double y) => direction == Direction.Maximise ? y.CompareTo(x) : x.CompareTo(y);
}
