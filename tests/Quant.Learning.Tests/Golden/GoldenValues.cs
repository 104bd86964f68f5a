using System.Text.Json;

namespace Quant.Learning.Tests.Golden;

/// <summary>What scikit-learn, SciPy and XGBoost computed: see bench/reference/learning.py.</summary>
internal static class GoldenValues
{
    private static readonly JsonElement s_root = JsonDocument
        .Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "learning.json")))
        .RootElement;

    public static double Number(string section, string name) =>
        s_root.GetProperty(section).GetProperty(name).GetDouble();

    public static double[] Numbers(string section, string name) =>
        [.. s_root.GetProperty(section).GetProperty(name).EnumerateArray().Select(x => x.GetDouble())];

    public static (double Intercept, double[] Coefficients) Fit(string name)
    {
        var fit = s_root.GetProperty("linear").GetProperty(name);
        return (
            fit.GetProperty("intercept").GetDouble(),
            [.. fit.GetProperty("coefficients").EnumerateArray().Select(x => x.GetDouble())]
        );
    }
}
