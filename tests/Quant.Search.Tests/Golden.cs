using System.Text.Json;

namespace Quant.Search.Tests;

/// <summary>Numbers computed independently; <c>Golden/README.md</c> says how.</summary>
public sealed record Golden(Golden.NormalNumbers Normal, Golden.SharpeNumbers Sharpe, Golden.CscvCase[] Cscv)
{
    public static Golden Numbers { get; } =
        JsonSerializer.Deserialize<Golden>(
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "overfitting.json")),
            JsonSerializerOptions.Web
        )!;

    public sealed record NormalNumbers(double[][] Cdf, double[][] Quantile);

    public sealed record SharpeNumbers(
        double[] Returns,
        double Sharpe,
        double Skewness,
        double Kurtosis,
        double[][] Probabilistic,
        double[] TrialSharpes,
        double Variance,
        double ExpectedMaximum,
        double Deflated,
        double MinimumTrackRecord
    );

    public sealed record CscvCase(
        string Name,
        int Blocks,
        double[][] Trials,
        double Probability,
        double ProbabilityOfLoss,
        double Slope,
        double Intercept,
        double[]? Logits,
        double[]? InSample,
        double[]? OutOfSample,
        int[]? Chosen
    );
}
