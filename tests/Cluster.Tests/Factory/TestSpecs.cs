using System.Text.Json.Nodes;

namespace Quant.Cluster.Tests.Factory;

/// <summary>Small specs; each call gives a new one, to be changed at will.</summary>
internal static class TestSpecs
{
    public static JsonObject Features(string? context = null)
    {
        var spec = Parse(
            """
            {
              "name": "small",
              "features": [
                { "indicator": "return", "params": { "period": 1 } },
                { "indicator": "return", "params": { "period": 5 } },
                { "indicator": "rsi", "params": { "period": 14 } },
                { "indicator": "ema_distance", "params": { "period": 20 } }
              ],
              "regimes": [{ "method": "volatilityQuantile", "params": { "window": 10, "lookback": 100 }, "as": "regime_vol" }]
            }
            """
        );
        if (context is not null)
        {
            spec["features"]!
                .AsArray()
                .Add(
                    new JsonObject
                    {
                        ["indicator"] = "return",
                        ["symbol"] = context,
                        ["params"] = new JsonObject { ["period"] = 2 },
                    }
                );
        }
        return spec;
    }

    /// <summary>A model with periods of fixed length, so that later bars move no boundary.</summary>
    public static JsonObject Model(string symbol = "ACME", string estimator = "gradientBoosting") =>
        new()
        {
            ["symbol"] = symbol,
            ["interval"] = "1d",
            ["features"] = Features(),
            ["training"] = Parse(
                $$"""
                {
                  "label": { "kind": "forwardReturn", "params": { "horizon": 3 } },
                  "folds": { "kind": "expanding", "params": { "minTrainRows": 250, "testRows": 120, "embargo": 3 } },
                  "estimator": { "kind": "{{estimator}}", "params": {{(
                    estimator == "gradientBoosting" ? """{ "rounds": 12, "maxDepth": 3, "minRows": 20 }""" : "{}"
                )}} },
                  "seed": 1
                }
                """
            ),
        };

    /// <summary>A study of 2 models × 48 rules.</summary>
    public static JsonObject Study(string symbol = "ACME", string estimator = "gradientBoosting") =>
        new()
        {
            ["name"] = "small study",
            ["model"] = Model(symbol, estimator),
            ["rules"] = Parse(
                """
                {
                  "side": "longShort", "entryThreshold": 0.0005, "initialCapital": 10000,
                  "gates": [{ "column": "regime_vol", "allowed": [0, 1, 2] }]
                }
                """
            ),
            ["space"] = new JsonObject
            {
                ["axes"] = new JsonArray(
                    Axis("model.training.label.params.horizon", 2, 5),
                    Axis("rules.entryThreshold", 0, 0.0005, 0.001, 0.002),
                    Axis("rules.stop", 0, 0.01, 0.03),
                    Axis("rules.maxHoldBars", 0, 3, 8, 20)
                ),
            },
            ["objective"] = Parse("""{ "metric": "sharpe", "constraints": [{ "metric": "trades", "minimum": 5 }] }"""),
            ["holdOut"] = 0.3,
            ["blocks"] = 8,
        };

    /// <summary>Models of <see cref="ManyModels"/>.</summary>
    public const int Many = 16;

    /// <summary>Rules tried with each of them.</summary>
    public const int RulesOfEach = 24;

    /// <summary>Many models × rules, so that a study has pieces to lose.</summary>
    public static JsonObject ManyModels(string symbol = "ACME")
    {
        var spec = Study(symbol, "ridge");
        spec["space"]!["axes"]![0] = Axis(
            "model.training.label.params.horizon",
            [.. Enumerable.Range(1, Many).Select(horizon => (double)horizon)]
        );
        spec["space"]!["axes"]![3] = Axis("rules.maxHoldBars", 0, 8);
        return spec;
    }

    public static JsonObject Axis(string path, params double[] values) =>
        new()
        {
            ["path"] = path,
            ["values"] = new JsonArray([
                .. values.Select(v => v == Math.Floor(v) ? JsonValue.Create((long)v) : JsonValue.Create(v)),
            ]),
        };

    public static JsonObject Axis(string path, params string[] values) =>
        new() { ["path"] = path, ["values"] = new JsonArray([.. values.Select(v => JsonValue.Create(v))]) };

    public static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();
}
