using Quant.Learning.Labels;
using Quant.Learning.Numerics;
using Quant.Learning.Tables;
using Quant.Specs;

namespace Quant.Learning.Models;

/// <summary>Intercept plus coefficients times columns; through the logistic function for a classifier.</summary>
public sealed class LinearModel : IFittedModel
{
    /// <param name="task">What it predicts.</param>
    /// <param name="features">Its columns.</param>
    /// <param name="intercept">Value of a row of zeros.</param>
    /// <param name="coefficients">By column.</param>
    /// <param name="importances">By column.</param>
    public LinearModel(
        TaskKind task,
        IReadOnlyList<string> features,
        double intercept,
        double[] coefficients,
        IReadOnlyList<FeatureImportance> importances
    ) =>
        (Task, Features, Intercept, Coefficients, Importances) = (task, features, intercept, coefficients, importances);

    public TaskKind Task { get; }

    public IReadOnlyList<string> Features { get; }

    public double Intercept { get; }

    public IReadOnlyList<double> Coefficients { get; }

    public IReadOnlyList<FeatureImportance> Importances { get; }

    /// <inheritdoc/>
    public void Predict(ColumnTable table, int start, Span<double> output)
    {
        ModelColumns.Check(Features, table);
        output.Fill(Intercept);
        for (var c = 0; c < Features.Count; c++)
        {
            var coefficient = Coefficients[c];
            var column = table.Columns[c].AsSpan(start, output.Length);
            RefuseMissing(Features[c], column);
            for (var i = 0; i < column.Length; i++)
            {
                output[i] += coefficient * column[i];
            }
        }
        if (Task == TaskKind.Classification)
        {
            Sigmoid.Of(output);
        }
    }

    /// <exception cref="BadInputException">A value is missing.</exception>
    internal static void RefuseMissing(string name, ReadOnlySpan<double> column)
    {
        foreach (var x in column)
        {
            if (double.IsNaN(x))
            {
                throw new BadInputException(
                    $"features.{name}",
                    x,
                    "a number in every row: linear models take no missing values, put an imputer before them"
                );
            }
        }
    }
}
