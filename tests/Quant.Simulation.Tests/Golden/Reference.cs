using System.Text.Json;
using Quant.Simulation.Results;
using Quant.Specs;

namespace Quant.Simulation.Tests.Golden;

/// <summary>Compares a run with what the independent program says of it.</summary>
internal static class Reference
{
    private const double Tolerance = 1e-9;

    public static void Agrees(
        JsonElement expected,
        SimulationMetrics metrics,
        IReadOnlyList<Trade> trades,
        string about
    )
    {
        var given = expected.GetProperty("metrics");
        foreach (var metric in MetricDefinition.All)
        {
            Close(given.GetProperty(metric.Name), metric.Value(metrics), $"{metric.Name}; {about}");
        }
        var moments = given.GetProperty("returns");
        Assert.Equal(moments.GetProperty("count").GetInt32(), metrics.Returns.Count);
        Close(moments.GetProperty("mean"), metrics.Returns.Mean, $"mean; {about}");
        Close(moments.GetProperty("standardDeviation"), metrics.Returns.StandardDeviation, $"deviation; {about}");
        Close(moments.GetProperty("skewness"), metrics.Returns.Skewness, $"skewness; {about}");
        Close(moments.GetProperty("kurtosis"), metrics.Returns.Kurtosis, $"kurtosis; {about}");
        Assert.Equal(given.GetProperty("blocks").GetArrayLength(), metrics.Blocks.Length);
        foreach (var (block, actual) in given.GetProperty("blocks").EnumerateArray().Zip(metrics.Blocks))
        {
            Assert.Equal(block.GetProperty("count").GetInt32(), actual.Count);
            Close(block.GetProperty("sum"), actual.Sum, $"block sum; {about}");
            Close(block.GetProperty("sumOfSquares"), actual.SumOfSquares, $"block squares; {about}");
        }
        Assert.Equal(expected.GetProperty("trades").GetArrayLength(), trades.Count);
        foreach (var (trade, actual) in expected.GetProperty("trades").EnumerateArray().Zip(trades))
        {
            Agrees(trade, actual, about);
        }
    }

    private static void Agrees(JsonElement expected, Trade trade, string about)
    {
        var actual = JsonSerializer.SerializeToElement(trade, SpecJson.Options);
        foreach (var field in expected.EnumerateObject().Where(field => field.Name != "cashBefore"))
        {
            var value = actual.GetProperty(field.Name);
            if (value.ValueKind == JsonValueKind.String)
            {
                Assert.Equal(field.Value.GetString(), value.GetString());
            }
            else
            {
                Close(field.Value, value.GetDouble(), $"{field.Name} of the trade of bar {trade.EntryBar}; {about}");
            }
        }
    }

    private static void Close(JsonElement expected, double actual, string about)
    {
        if (expected.ValueKind == JsonValueKind.Null)
        {
            Assert.True(double.IsNaN(actual), $"{about}: {actual} is not undefined");
            return;
        }
        var value = expected.GetDouble();
        Assert.True(
            Math.Abs(actual - value) <= Tolerance * Math.Max(1, Math.Abs(value)),
            $"{about}: {actual:R} is not {value:R}"
        );
    }
}
