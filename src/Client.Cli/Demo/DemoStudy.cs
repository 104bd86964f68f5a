using System.Text.Json;

namespace Quant.Client.Cli.Demo;

/// <summary>The demo's study of one symbol: 4 models × 500 rules = 2,000 trials.</summary>
internal static class DemoStudy
{
    /// <summary>The study's spec.</summary>
    public static JsonElement Of(string symbol, string interval)
    {
        using var stream = typeof(DemoStudy).Assembly.GetManifestResourceStream("demo-study.json")!;
        using var reader = new StreamReader(stream);
        var text = reader
            .ReadToEnd()
            .Replace("$NAME", $"demo {symbol} {interval}", StringComparison.Ordinal)
            .Replace("$SYMBOL", symbol, StringComparison.Ordinal)
            .Replace("$INTERVAL", interval, StringComparison.Ordinal)
            .Replace("$THRESHOLDS", Thresholds(interval), StringComparison.Ordinal);
        return JsonSerializer.Deserialize<JsonElement>(
            text,
            new JsonSerializerOptions { ReadCommentHandling = JsonCommentHandling.Skip }
        );
    }

    /// <summary>Predicted returns of days are larger than those of hours.</summary>
    private static string Thresholds(string interval) =>
        interval == "1d" ? "[0, 0.001, 0.002, 0.004, 0.008]" : "[0, 0.0002, 0.0005, 0.001, 0.002]";
}
