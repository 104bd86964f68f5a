using Quant.MarketData.Bars;
using Quant.Simulation.Inputs;
using Quant.Simulation.Rules;
using Quant.Specs;

namespace Quant.Bench.Kernel;

/// <summary>A random walk of minute bars with noisy, persistent predictions and a regime, and what to sweep over it.</summary>
internal static class KernelMarkets
{
    public const int Bars = 500_000;

    public static SimulationInput Input()
    {
        var random = new Random(20240301);
        var ts = new long[Bars];
        var (open, high, low, close) = (new double[Bars], new double[Bars], new double[Bars], new double[Bars]);
        var (predictions, regime) = (new double[Bars], new double[Bars]);
        var (price, opinion, state) = (100.0, 0.0, 0);
        for (var i = 0; i < Bars; i++)
        {
            // 390 minutes of 240 days a year or so: sessions apart, as real bars are.
            ts[i] = 1_000_000_000_000_000 + (i / 390 * 1440L + i % 390) * UnixMicros.PerMinute;
            open[i] = price;
            close[i] = price * Math.Exp(0.0004 * Normal(random) + 0.002 * opinion * 0.01);
            high[i] = Math.Max(open[i], close[i]) * Math.Exp(0.0002 * random.NextDouble());
            low[i] = Math.Min(open[i], close[i]) * Math.Exp(-0.0002 * random.NextDouble());
            price = close[i];
            opinion = 0.985 * opinion + Math.Sqrt(1 - 0.985 * 0.985) * Normal(random);
            predictions[i] = i < 200 ? double.NaN : 0.0005 * (opinion + 0.15 * Normal(random));
            state = random.Next(300) == 0 ? random.Next(4) : state;
            regime[i] = state;
        }
        var bars = new BarSeries(Symbol.Parse("SYNTH"), Interval.Minute1, ts, open, high, low, close, new double[Bars]);
        return new SimulationInput(bars, predictions, 98_280)
        {
            Columns = new Dictionary<string, double[]> { ["regime"] = regime },
        };
    }

    /// <summary>10 thresholds × 5 stops × 5 targets × 4 gates.</summary>
    public static SimulationRules[] Configurations()
    {
        var gates = new RegimeGate[]?[]
        {
            null,
            [new RegimeGate("regime", [1])],
            [new RegimeGate("regime", [2, 3])],
            [new RegimeGate("regime", [0, 1, 2])],
        };
        return
        [
            .. from step in Enumerable.Range(0, 10)
            from stop in new[] { 0, 0.0025, 0.005, 0.01, 0.02 }
            from target in new[] { 0, 0.005, 0.01, 0.02, 0.04 }
            from gate in gates
            select RulePresets.Default with
            {
                EntryThreshold = 0.0005 * (0.5 + 0.25 * step),
                ExitThreshold = -0.0001,
                Stop = stop,
                Target = target,
                Gates = gate ?? [],
            },
        ];
    }

    private static double Normal(Random random)
    {
        var radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
        return radius * Math.Cos(2 * Math.PI * random.NextDouble());
    }
}
