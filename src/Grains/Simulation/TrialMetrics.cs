using System.Text.Json.Nodes;
using Quant.Catalog.Studies;
using Quant.Search.Overfitting;
using Quant.Simulation.Results;
using SearchBlocks = Quant.Search.Overfitting.BlockMoments;
using SearchMoments = Quant.Search.Overfitting.ReturnMoments;

namespace Quant.Grains.Simulation;

/// <summary>Simulation metrics in the forms the catalog and the search statistics keep them.</summary>
internal static class TrialMetrics
{
    private static readonly Dictionary<string, MetricDefinition> s_byName = MetricDefinition.All.ToDictionary(m =>
        m.Name
    );

    /// <summary>A metric by name; NaN where it is undefined.</summary>
    public static double Value(SimulationMetrics metrics, string name) => s_byName[name].Value(metrics);

    public static double? Defined(double value) => double.IsFinite(value) ? value : null;

    public static PeriodMetrics PeriodOf(SimulationMetrics metrics) =>
        new(
            Defined(metrics.Sharpe),
            Defined(metrics.TotalReturn),
            Defined(metrics.MaxDrawdown),
            metrics.Trades,
            Defined(metrics.ProfitFactor),
            Defined(metrics.Sqn),
            Defined(metrics.WinRate)
        );

    /// <summary>All defined metrics by name, and the moments of the bar returns as <c>returns.*</c>.</summary>
    public static string ToJson(SimulationMetrics metrics)
    {
        var json = new JsonObject();
        foreach (var (name, value) in MetricDefinition.Defined(metrics))
        {
            json[name] = value;
        }
        json["returns.count"] = metrics.Returns.Count;
        Put(json, "returns.mean", metrics.Returns.Mean);
        Put(json, "returns.standardDeviation", metrics.Returns.StandardDeviation);
        Put(json, "returns.skewness", metrics.Returns.Skewness);
        Put(json, "returns.kurtosis", metrics.Returns.Kurtosis);
        return json.ToJsonString();
    }

    /// <summary>What <see cref="ToJson"/> kept of the moments of the bar returns.</summary>
    public static SearchMoments ReturnsOf(string json)
    {
        var node = JsonNode.Parse(json)!.AsObject();
        double Get(string name) => node[name]?.GetValue<double>() ?? double.NaN;
        return new SearchMoments(
            node["returns.count"]!.GetValue<long>(),
            Get("returns.mean") / Get("returns.standardDeviation"),
            Get("returns.skewness"),
            Get("returns.kurtosis")
        );
    }

    public static byte[] BlocksOf(SimulationMetrics metrics) =>
        SearchBlocks.Encode([
            .. metrics.Blocks.Select(block => new BlockMoment(block.Count, block.Sum, block.SumOfSquares)),
        ]);

    private static void Put(JsonObject json, string name, double value)
    {
        if (double.IsFinite(value))
        {
            json[name] = value;
        }
    }
}
