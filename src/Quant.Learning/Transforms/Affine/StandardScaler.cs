namespace Quant.Learning.Transforms.Affine;

/// <summary>Subtracts the mean and divides by the standard deviation (of the population: divisor n).</summary>
internal static class StandardScaler
{
    public static readonly TransformDefinition Definition = new(
        "standardScaler",
        "Standard scaling",
        "Subtracts the training rows' mean and divides by their standard deviation.",
        NeedsColumns: false,
        [],
        (train, columns, _) => AffineColumns.Fit(train, columns, Measure)
    );

    private static (double, double) Measure(double[] known)
    {
        var mean = known.Sum() / known.Length;
        double squares = 0,
            rest = 0;
        foreach (var x in known)
        {
            squares += (x - mean) * (x - mean);
            rest += x - mean;
        }
        // The mean's own rounding error is taken out; a constant column then has a spread of exactly zero.
        var variance = (squares - rest * rest / known.Length) / known.Length;
        var deviation = Math.Sqrt(Math.Max(0, variance));
        return (mean, deviation > 1e-14 * Math.Abs(mean) ? deviation : 0);
    }
}
