using Quant.Learning.Numerics;

namespace Quant.Learning.Transforms.Affine;

/// <summary>Subtracts the median and divides by the distance between the quartiles.</summary>
internal static class RobustScaler
{
    public static readonly TransformDefinition Definition = new(
        "robustScaler",
        "Robust scaling",
        "Subtracts the training rows' median and divides by their interquartile range: outliers do not matter.",
        NeedsColumns: false,
        [],
        (train, columns, _) =>
            AffineColumns.Fit(
                train,
                columns,
                known =>
                {
                    Array.Sort(known);
                    return (Quantiles.At(known, 0.5), Quantiles.At(known, 0.75) - Quantiles.At(known, 0.25));
                }
            )
    );
}
