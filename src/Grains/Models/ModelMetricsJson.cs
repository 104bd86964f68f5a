using System.Text.Json.Nodes;
using Quant.Learning.Metrics;
using Quant.Learning.Training;

namespace Quant.Grains.Models;

/// <summary>A model's metrics as flat JSON: out-of-sample by their names, in-sample with the prefix <c>inSample.</c></summary>
internal static class ModelMetricsJson
{
    public static JsonObject Of(TrainingResult result)
    {
        var json = new JsonObject();
        Add(json, "", result.OutOfSample);
        Add(json, "inSample.", result.InSample);
        return json;
    }

    public static IReadOnlyDictionary<string, double> Flatten(JsonObject json) =>
        json.Where(pair => pair.Value is not null).ToDictionary(p => p.Key, p => p.Value!.GetValue<double>());

    private static void Add(JsonObject json, string prefix, ModelMetrics metrics)
    {
        void Put(string name, double? value)
        {
            if (value is { } number && double.IsFinite(number))
            {
                json[prefix + name] = number;
            }
        }
        Put("rows", metrics.Rows);
        Put("rankIc", metrics.RankIc);
        Put("linearIc", metrics.LinearIc);
        Put("r2", metrics.Regression?.R2);
        Put("rmse", metrics.Regression?.Rmse);
        Put("mae", metrics.Regression?.Mae);
        Put("accuracy", metrics.Classification?.Accuracy);
        Put("auc", metrics.Classification?.Auc);
        Put("logLoss", metrics.Classification?.LogLoss);
        Put("brier", metrics.Classification?.Brier);
        Put("precision", metrics.Classification?.Precision);
        Put("recall", metrics.Classification?.Recall);
        Put("f1", metrics.Classification?.F1);
    }
}
