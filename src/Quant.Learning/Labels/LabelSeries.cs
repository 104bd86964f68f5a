namespace Quant.Learning.Labels;

/// <summary>The labels of a series, one entry per bar.</summary>
/// <param name="Task">What they are.</param>
/// <param name="Values">The label; NaN where there is none: near the end of the series, or within a dead band.</param>
/// <param name="Returns">The forward return the label is made of; NaN only where it is not known yet.</param>
/// <param name="LabelEnd">
/// The row at whose close the label is known, always later than its own row; beyond the last row where it is not known
/// within the series.
/// </param>
public sealed record LabelSeries(TaskKind Task, double[] Values, double[] Returns, int[] LabelEnd)
{
    public int Rows => Values.Length;
}
