using System.Text.Json;
using Quant.Specs;

namespace Quant.Client.Cli.Verbs.Studies;

/// <summary>The documented study that comes along: 2 models × 180 rules.</summary>
internal static class ExampleStudy
{
    private const string Resource = "example-study.jsonc";

    /// <summary>Its text, with comments.</summary>
    public static string Text(string symbol, string interval)
    {
        using var stream = typeof(ExampleStudy).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream);
        return reader
            .ReadToEnd()
            .Replace("$SYMBOL", symbol, StringComparison.Ordinal)
            .Replace("$INTERVAL", interval, StringComparison.Ordinal)
            .Replace("$THRESHOLDS", Thresholds(interval), StringComparison.Ordinal)
            .TrimEnd();
    }

    /// <summary>The same as plain JSON.</summary>
    public static JsonElement Json(string symbol, string interval) =>
        JsonSerializer.Deserialize<JsonElement>(Text(symbol, interval), SpecJson.Options);

    public static string Indented(JsonElement json) => JsonSerializer.Serialize(json, SpecJson.Indented);

    /// <summary>Predicted returns of days are larger than those of hours and minutes.</summary>
    private static string Thresholds(string interval) =>
        interval == "1d" ? "[0, 0.001, 0.002, 0.004, 0.008]" : "[0, 0.0002, 0.0005, 0.001, 0.002]";
}
