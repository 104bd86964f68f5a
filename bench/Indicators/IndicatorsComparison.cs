using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Quant.Features.Catalog;
using Quant.MarketData.Bars;
using Quant.Specs;

namespace Quant.Bench.Indicators;

/// <summary>
/// Eight indicators over 500,000 bars on one thread, each run on its own through the public batch form of its operator,
/// allocation of the outputs included; against pandas (rolling and ewm) and, for information, a fused numba loop.
/// </summary>
internal sealed class IndicatorsComparison : IComparison
{
    private const int Bars = 500_000;
    private const int Runs = 15;

    private static readonly (string Indicator, string Params, string[] Outputs)[] s_cases =
    [
        ("sma", """{"period":20}""", []),
        ("ema", """{"period":20}""", []),
        ("rsi", """{"period":14}""", []),
        ("macd", """{"fast":12,"slow":26,"signal":9}""", []),
        ("bollinger", """{"period":20,"deviations":2}""", ["upper", "middle", "lower"]),
        ("atr", """{"period":14}""", []),
        ("adx", """{"period":14}""", []),
        ("stochastic", """{"period":14,"smoothK":3,"smoothD":3}""", []),
    ];

    public string Name => "indicators";

    public Outcome Run(string[] args)
    {
        var series = RandomWalk.Bars(Bars);
        var runs = s_cases.Select(Prepare).ToList();
        var totals = new double[Runs];
        var each = runs.Select(_ => new double[Runs]).ToList();
        for (var warm = 0; warm < 10; warm++)
        {
            runs.ForEach(run => run.Definition.Run(series, run.Parameters, run.Outputs));
            Thread.Sleep(50);
        }
        for (var r = 0; r < Runs; r++)
        {
            if (args.Length == 0)
                GC.Collect();
            for (var i = 0; i < runs.Count; i++)
            {
                var clock = Stopwatch.StartNew();
                GC.KeepAlive(runs[i].Definition.Run(series, runs[i].Parameters, runs[i].Outputs));
                each[i][r] = clock.Elapsed.TotalMilliseconds;
                totals[r] += each[i][r];
            }
        }
        for (var i = 0; i < runs.Count; i++)
        {
            Console.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"  {s_cases[i].Indicator, -11}{Median(each[i]), 7:F2} ms")
            );
        }
        var ours = Median(totals);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {"ours", -11}{ours, 7:F2} ms"));
        return new Outcome(Name, ours, null, "ms", null);
    }

    private static (IndicatorDefinition Definition, Parameters Parameters, string[] Outputs) Prepare(
        (string Indicator, string Params, string[] Outputs) given
    )
    {
        var definition = IndicatorCatalog.Get(given.Indicator);
        var values = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(given.Params);
        return (definition, definition.Bind(values), given.Outputs);
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);
}
