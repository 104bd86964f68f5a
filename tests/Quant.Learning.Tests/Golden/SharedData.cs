using Quant.Learning.Estimators;
using Quant.Learning.Labels;
using Quant.Learning.Numerics;
using Quant.Learning.Tables;

namespace Quant.Learning.Tests.Golden;

/// <summary>The data that bench/reference/learning.py makes by the same formulas.</summary>
internal static class SharedData
{
    public static double[] Uniforms(ulong seed, int count)
    {
        var random = new SplitMix64(seed);
        var numbers = new double[count];
        for (var i = 0; i < count; i++)
        {
            numbers[i] = random.NextDouble();
        }
        return numbers;
    }

    public static (double[][] X, double[] Y, double[] Label, double[] Weights) Linear()
    {
        const int rows = 400;
        var u = Uniforms(42, rows * 8);
        double[] scale = [1, 2, 0.5, 1, 3, 1],
            shift = [0, 1, 0, -2, 0, 5];
        double[][] x = [.. Enumerable.Range(0, 6).Select(_ => new double[rows])];
        var (y, label, weights) = (new double[rows], new double[rows], new double[rows]);
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < 6; j++)
            {
                x[j][i] = (2 * u[i * 8 + j] - 1) * scale[j] + shift[j];
            }
            y[i] = 1.5 * x[0][i] - 0.8 * x[1][i] + 2 * x[2][i] * x[3][i] + 0.1 * x[5][i] + (2 * u[i * 8 + 6] - 1);
            label[i] = y[i] > 0 ? 1 : 0;
            weights[i] = 0.5 + u[i * 8 + 7];
        }
        return (x, y, label, weights);
    }

    public static (double[][] X, double[] Y, double[] Label) Trees(ulong seed, int rows)
    {
        var u = Uniforms(seed, rows * 12);
        double[][] x = [.. Enumerable.Range(0, 10).Select(_ => new double[rows])];
        var (y, label) = (new double[rows], new double[rows]);
        for (var i = 0; i < rows; i++)
        {
            var row = u.AsSpan(i * 12, 12);
            for (var j = 0; j < 10; j++)
            {
                x[j][i] = row[j];
            }
            y[i] =
                10 * Math.Sin(Math.PI * row[0] * row[1])
                + 20 * (row[2] - 0.5) * (row[2] - 0.5)
                + 10 * row[3]
                + 5 * row[4]
                + 6 * (row[10] - 0.5);
            label[i] = y[i] > 14.4 ? 1 : 0;
            x[3][i] = row[11] < 0.1 ? double.NaN : row[3];
        }
        return (x, y, label);
    }

    public static ColumnTable Table(double[][] columns) => new([.. columns.Select((_, i) => $"x{i}")], columns);

    /// <summary>Rows whose labels are known one row later.</summary>
    public static TrainingData Data(TaskKind task, double[][] columns, double[] target, double[]? weights = null)
    {
        int[] rows = [.. Enumerable.Range(0, target.Length)];
        return new TrainingData(task, Table(columns), target, weights, rows, [.. rows.Select(row => row + 1)]);
    }
}
