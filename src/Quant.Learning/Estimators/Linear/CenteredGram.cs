using Quant.Learning.Models;
using Quant.Learning.Numerics;

namespace Quant.Learning.Estimators.Linear;

/// <summary>
/// What least squares needs of the data: weighted means, and sums of squares and products about them. Taking the means
/// out first is the same as fitting an intercept without penalty.
/// </summary>
internal sealed class CenteredGram
{
    /// <exception cref="Quant.Specs.BadInputException">A value is missing.</exception>
    public CenteredGram(TrainingData data)
    {
        var columns = data.Table.Columns;
        for (var c = 0; c < columns.Length; c++)
        {
            LinearModel.RefuseMissing(data.Table.Names[c], columns[c]);
        }
        var weights = data.Weights ?? [.. Enumerable.Repeat(1.0, data.Rows)];
        double[] ones = [.. Enumerable.Repeat(1.0, data.Rows)];
        Weight = Lanes.Dot(weights, ones);
        Means = [.. columns.Select(column => Lanes.Dot(weights, column) / Weight)];
        TargetMean = Lanes.Dot(weights, data.Target) / Weight;
        var centered = new double[columns.Length][];
        for (var c = 0; c < centered.Length; c++)
        {
            var mean = Means[c];
            centered[c] = Array.ConvertAll(columns[c], x => x - mean);
        }
        var target = Array.ConvertAll(data.Target, y => y - TargetMean);
        Products = new double[Size * Size];
        Targets = new double[Size];
        for (var i = 0; i < Size; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                Products[i * Size + j] = Products[j * Size + i] = Lanes.Dot(weights, centered[i], centered[j]);
            }
            Targets[i] = Lanes.Dot(weights, centered[i], target);
        }
    }

    public int Size => Means.Length;

    /// <summary>Sum of the weights.</summary>
    public double Weight { get; }

    public double[] Means { get; }

    public double TargetMean { get; }

    /// <summary>Σ w·x_i·x_j about the means, row by row.</summary>
    public double[] Products { get; }

    /// <summary>Σ w·x_i·y about the means.</summary>
    public double[] Targets { get; }

    /// <summary>The model of these coefficients.</summary>
    public LinearModel Model(TrainingData data, double[] coefficients)
    {
        var intercept = TargetMean;
        for (var c = 0; c < Size; c++)
        {
            intercept -= coefficients[c] * Means[c];
        }
        double[] deviations = [.. Enumerable.Range(0, Size).Select(c => Math.Sqrt(Products[c * Size + c] / Weight))];
        var importances = LinearImportance.Of(data.Table.Names, coefficients, deviations);
        return new LinearModel(data.Task, data.Table.Names, intercept, coefficients, importances);
    }
}
