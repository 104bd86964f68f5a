using System.Text.Json;
using Quant.Client.Web.Contracts;
using Quant.Client.Web.Json;

namespace Quant.Client.Web.Studies;

/// <summary>What a study's grain recorded at its end, read field by field: an older catalog may lack some.</summary>
internal sealed class StudySummary(JsonElement json)
{
    public static StudySummary? Of(string? text) =>
        JsonText.ParseOrNull(text) is { ValueKind: JsonValueKind.Object } json ? new StudySummary(json) : null;

    public JsonElement Json => json;

    public PeriodsDto? Periods =>
        Whole(json, "fromTs") is { } from && Whole(json, "splitTs") is { } split && Whole(json, "toTs") is { } to
            ? new PeriodsDto(from, split, to)
            : null;

    public LuckDto Luck(long trials)
    {
        var counted = Whole(json, "trials") ?? trials;
        var probability = Number(json, "overfitProbability");
        var why = json.TryGetProperty("whyNoOverfitProbability", out var text) ? text.GetString() : null;
        return new LuckDto(
            counted,
            probability,
            Whole(json, "overfitSplits"),
            LuckReading.Of(probability, counted, why)
        );
    }

    public BenchmarkDto? Benchmark =>
        json.TryGetProperty("benchmark", out var benchmark) && benchmark.ValueKind == JsonValueKind.Object
            ? new BenchmarkDto(Period(benchmark, "selection"), Period(benchmark, "holdOut"))
            : null;

    private static PeriodMetricsDto? Period(JsonElement benchmark, string name) =>
        benchmark.TryGetProperty(name, out var metrics) && metrics.ValueKind == JsonValueKind.Object
            ? new PeriodMetricsDto(
                Number(metrics, "sharpe"),
                Number(metrics, "totalReturn"),
                Number(metrics, "maxDrawdown"),
                Whole(metrics, "trades"),
                Number(metrics, "profitFactor"),
                Number(metrics, "sqn"),
                Number(metrics, "winRate")
            )
            : null;

    private static double? Number(JsonElement within, string name) =>
        within.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
            ? value.GetDouble()
            : null;

    private static long? Whole(JsonElement within, string name) =>
        Number(within, name) is { } number ? (long)number : null;
}
