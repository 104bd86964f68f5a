using Quant.Learning.Labels;
using Quant.Learning.Tables;
using Quant.Learning.Transforms;

namespace Quant.Learning.Models;

/// <summary>A fitted estimator behind the transforms fitted with it: takes features as they come.</summary>
/// <param name="Pipeline">From features to the estimator's columns.</param>
/// <param name="Estimator">What predicts.</param>
public sealed record TrainedModel(FittedPipeline Pipeline, IFittedModel Estimator) : IFittedModel
{
    public TaskKind Task => Estimator.Task;

    public IReadOnlyList<string> Features => Pipeline.Inputs;

    /// <summary>By the estimator's columns, which transforms may have made of the features.</summary>
    public IReadOnlyList<FeatureImportance> Importances => Estimator.Importances;

    /// <summary>As the interface says; NaN for a row of which no feature is known.</summary>
    public void Predict(ColumnTable table, int start, Span<double> output)
    {
        ModelColumns.Check(Features, table);
        var known = KnownRows(table, start, output.Length);
        if (Pipeline.Steps.Count == 0 && known.Length == output.Length)
        {
            Estimator.Predict(table, start, output);
            return;
        }
        output.Fill(double.NaN);
        var predicted = new double[known.Length];
        if (known.Length > 0)
        {
            Estimator.Predict(Pipeline.Apply(table.Gather(known)), 0, predicted);
        }
        for (var i = 0; i < known.Length; i++)
        {
            output[known[i] - start] = predicted[i];
        }
    }

    private static int[] KnownRows(ColumnTable table, int start, int count)
    {
        var rows = new List<int>(count);
        for (var row = start; row < start + count; row++)
        {
            foreach (var column in table.Columns)
            {
                if (!double.IsNaN(column[row]))
                {
                    rows.Add(row);
                    break;
                }
            }
        }
        return [.. rows];
    }
}
