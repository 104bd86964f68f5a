using Quant.Learning.Models;

namespace Quant.Learning.Estimators.Linear;

/// <summary>Shares of |coefficient| × standard deviation.</summary>
internal static class LinearImportance
{
    public static FeatureImportance[] Of(IReadOnlyList<string> names, double[] coefficients, double[] deviations)
    {
        double[] sizes = [.. coefficients.Zip(deviations, (coefficient, sd) => Math.Abs(coefficient) * sd)];
        var all = sizes.Sum();
        return [.. names.Zip(sizes, (name, size) => new FeatureImportance(name, all > 0 ? size / all : 0, 0))];
    }
}
