using Quant.Learning.Numerics;
using Quant.Learning.Tables;

namespace Quant.Bench.Trees;

/// <summary>
/// A made-up nonlinear yes/no problem: products, steps and waves of some features, 2% of values missing, an eighth of
/// the features with few distinct values, and noise. Values are what a 32-bit float can hold, for the peer's sake.
/// </summary>
internal sealed class TreesProblem
{
    private TreesProblem(double[][] columns, double[] target) => (Columns, Target) = (columns, target);

    public double[][] Columns { get; }

    public double[] Target { get; }

    public int Rows => Target.Length;

    public ColumnTable Table => new([.. Columns.Select((_, i) => $"f{i}")], Columns);

    public static TreesProblem Make(int rows, int features, ulong seed)
    {
        var columns = new double[features][];
        for (var f = 0; f < features; f++)
        {
            var random = new SplitMix64(SplitMix64.Derive(seed, (ulong)f));
            columns[f] = new double[rows];
            for (var i = 0; i < rows; i++)
            {
                var x = Normal(ref random);
                x = f % 8 == 7 ? Math.Round(x * 2) : x;
                columns[f][i] = random.NextDouble() < 0.02 ? double.NaN : (float)x;
            }
        }
        var target = new double[rows];
        var noise = new SplitMix64(SplitMix64.Derive(seed, 1_000_000));
        for (var i = 0; i < rows; i++)
        {
            double X(int f) => double.IsNaN(columns[f][i]) ? 0.3 : columns[f][i];
            var score =
                0.8 * X(0) * X(1)
                + 0.7 * Math.Sin(2 * X(2))
                + (X(3) > 0.5 ? 0.9 : -0.2)
                + 0.5 * X(4)
                - 0.4 * X(5) * X(5)
                + 0.3 * X(7)
                + (X(8) > 0 && X(9) < 0 ? 0.8 : 0)
                + 0.2 * X(10)
                + (double.IsNaN(columns[11][i]) ? 1 : 0);
            target[i] = noise.NextDouble() < 1 / (1 + Math.Exp(-score)) ? 1 : 0;
        }
        return new TreesProblem(columns, target);
    }

    /// <summary>Row by row, 32-bit floats: the features, then the target.</summary>
    public void Write(string path)
    {
        using var file = new BinaryWriter(new BufferedStream(File.Create(path), 1 << 20));
        for (var i = 0; i < Rows; i++)
        {
            foreach (var column in Columns)
            {
                file.Write((float)column[i]);
            }
            file.Write((float)Target[i]);
        }
    }

    private static double Normal(ref SplitMix64 random)
    {
        var radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
        return radius * Math.Cos(2 * Math.PI * random.NextDouble());
    }
}
