using Quant.Learning.Labels;
using Quant.Learning.Tables;

namespace Quant.Learning.Estimators;

/// <summary>Labelled rows to fit an estimator to, in the order of time.</summary>
/// <param name="Task">What the target is.</param>
/// <param name="Table">The columns, after transforms.</param>
/// <param name="Target">One per row, never NaN; 0 or 1 for classification.</param>
/// <param name="Weights">One per row, at least 0; null for all 1.</param>
/// <param name="SourceRow">The row of the series each row came from, ascending.</param>
/// <param name="LabelEnd">The row of the series at whose close each label became known.</param>
public sealed record TrainingData(
    TaskKind Task,
    ColumnTable Table,
    double[] Target,
    double[]? Weights,
    int[] SourceRow,
    int[] LabelEnd
)
{
    public int Rows => Target.Length;

    /// <summary>A copy of the rows named, in that order.</summary>
    public TrainingData Gather(int[] rows) =>
        new(
            Task,
            Table.Gather(rows),
            [.. rows.Select(row => Target[row])],
            Weights is { } weights ? [.. rows.Select(row => weights[row])] : null,
            [.. rows.Select(row => SourceRow[row])],
            [.. rows.Select(row => LabelEnd[row])]
        );
}
