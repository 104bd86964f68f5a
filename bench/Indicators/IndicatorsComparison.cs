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
    private const int PeerRuns = 7;

    /// <summary>Runs that do not count, with a pause after each in which the JIT compiles what it found hot.</summary>
    private const int WarmUps = 10;

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

    public IReadOnlyList<string> PeerPackages => ["python3-pandas", "python3-numba"];

    public Outcome Run(string[] args)
    {
        var series = RandomWalk.Bars(Bars);
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"eight indicators over {Bars:N0} bars, one thread")
        );
        var pandas = PythonPeer.Run("indicators_pandas.py", "pandas", series, PeerRuns);
        var (ours, each) = Ours(series);
        for (var i = 0; i < s_cases.Length; i++)
        {
            var peer = pandas?.Each.GetValueOrDefault(s_cases[i].Indicator) ?? double.NaN;
            Print(
                s_cases[i].Indicator,
                each[i],
                $"   pandas {peer.ToString("F2", CultureInfo.InvariantCulture), 7} ms"
            );
        }
        Print("ours", ours, ", median of " + Runs);
        if (pandas is not null)
        {
            Print("pandas", pandas.Median, $", median of {PeerRuns}, {pandas.Version}");
        }
        if (PythonPeer.Run("indicators_numba.py", "numba", series, PeerRuns) is { } numba)
        {
            Print("numba", numba.Median, $", for information: one fused loop, {numba.Version}");
        }
        return new Outcome(Name, ours, pandas?.Median, "ms", pandas?.Median / ours);
    }

    private static (double Total, double[] Each) Ours(BarSeries series)
    {
        var runs = s_cases.Select(Prepare).ToList();
        var totals = new double[Runs];
        var each = runs.Select(_ => new double[Runs]).ToList();
        for (var r = -WarmUps; r < Runs; r++)
        {
            for (var i = 0; i < runs.Count; i++)
            {
                var clock = Stopwatch.StartNew();
                GC.KeepAlive(runs[i].Definition.Run(series, runs[i].Parameters, runs[i].Outputs));
                var taken = clock.Elapsed.TotalMilliseconds;
                if (r >= 0)
                {
                    each[i][r] = taken;
                    totals[r] += taken;
                }
            }
            if (r < 0)
            {
                Thread.Sleep(50);
            }
        }
        return (Median(totals), [.. each.Select(Median)]);
    }

    private static void Print(string what, double ms, string rest) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {what, -11}{ms, 7:F2} ms{rest}"));

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
