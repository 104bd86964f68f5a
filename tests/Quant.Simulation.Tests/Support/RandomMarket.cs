using Quant.MarketData.Bars;
using Quant.Simulation.Inputs;
using Quant.Simulation.Rules;
using Quant.Specs;

namespace Quant.Simulation.Tests.Support;

/// <summary>Random series and rules from a seed, nasty on purpose.</summary>
internal static class RandomMarket
{
    /// <summary>A walk with price gaps, time gaps, flat bars, missing predictions and gate columns.</summary>
    public static SimulationInput Input(int seed)
    {
        var random = new Random(seed);
        var n = random.Next(2, 700);
        var volatility = Math.Pow(10, random.NextDouble() * 2.3 - 3);
        var drift = (random.NextDouble() - 0.5) * volatility;
        var price = 20 + random.NextDouble() * 200;
        var ts = new long[n];
        var (open, high, low, close) = (new double[n], new double[n], new double[n], new double[n]);
        var vwap = new double[n];
        var predictions = new double[n];
        var (regime, second, turbulence) = (new double[n], new double[n], new double[n]);
        var now = 1_600_000_000_000_000L + random.Next(1_000_000) * UnixMicros.PerMinute;
        var noise = random.NextDouble() * 3;
        for (var i = 0; i < n; i++)
        {
            now += UnixMicros.PerHour * (random.Next(30) == 0 ? random.Next(1, 600) : 1);
            ts[i] = now;
            var gap = random.Next(10) == 0 ? volatility * 3 * Normal(random) : 0;
            open[i] = price * Math.Exp(gap);
            var still = random.Next(20) == 0;
            close[i] = still ? open[i] : open[i] * Math.Exp(drift + volatility * Normal(random));
            high[i] = Math.Max(open[i], close[i]) * (still ? 1 : Math.Exp(volatility * random.NextDouble()));
            low[i] = Math.Min(open[i], close[i]) * (still ? 1 : Math.Exp(-volatility * random.NextDouble()));
            vwap[i] = random.Next(15) == 0 ? double.NaN : low[i] + (high[i] - low[i]) * random.NextDouble();
            price = close[i];
            predictions[i] = random.Next(25) == 0 ? double.NaN : Math.Round(noise * Normal(random), 2);
            regime[i] = random.Next(20) == 0 ? double.NaN : random.Next(3);
            second[i] = random.Next(20) == 0 ? double.NaN : random.NextDouble();
            turbulence[i] = random.Next(40) == 0 ? double.NaN : random.NextDouble();
        }
        var bars = new BarSeries(
            Symbol.Parse("SYNTH"),
            Interval.Hour1,
            ts,
            open,
            high,
            low,
            close,
            new double[n],
            vwap
        );
        var start = random.Next(3) == 0 ? random.Next(0, n - 1) : 0;
        return new SimulationInput(bars, predictions, 1638)
        {
            Columns = new Dictionary<string, double[]>
            {
                ["regime"] = regime,
                ["second"] = second,
                ["turbulence"] = turbulence,
            },
            Start = start,
            End = random.Next(3) == 0 ? random.Next(start + 2, n + 1) : n,
            MomentBlocks = random.Next(1, 20),
        };
    }

    public static SimulationRules Rules(Random random)
    {
        var entry = random.Next(3) == 0 ? 0 : random.NextDouble();
        return new SimulationRules
        {
            Side = Pick(random, TradeSides.Long, TradeSides.Short, TradeSides.LongShort),
            PredictionCenter = random.Next(5) == 0 ? 0.5 : 0,
            EntryThreshold = entry,
            ExitThreshold = random.Next(3) == 0 ? entry : entry - random.NextDouble() * 2,
            SignalExit = random.Next(8) != 0,
            DelayBars = random.Next(1, 6),
            PriceModel = Pick(
                random,
                PriceModel.Open,
                PriceModel.Open,
                PriceModel.Close,
                PriceModel.Mid,
                PriceModel.Vwap
            ),
            HalfSpreadBps = Sometimes(random, 10),
            SlippageBps = Sometimes(random, 10),
            CommissionPerOrder = Sometimes(random, 2),
            CommissionPerShare = Sometimes(random, 0.02),
            CommissionPercent = Sometimes(random, 0.2),
            CommissionMinimum = Sometimes(random, 3),
            SizeFraction = random.Next(3) == 0 ? 0.1 + random.NextDouble() * 3 : 1,
            Leverage = random.Next(3) == 0 ? 1 + random.NextDouble() * 4 : 1,
            WholeShares = random.Next(2) == 0,
            InitialCapital = random.Next(4) == 0 ? 150 : 10_000,
            BorrowRate = Sometimes(random, 0.3),
            Stop = Sometimes(random, 0.1),
            Target = Sometimes(random, 0.1),
            TrailingStop = Sometimes(random, 0.1),
            MaxHoldBars = random.Next(3) == 0 ? random.Next(1, 40) : 0,
            CooldownBars = random.Next(3) == 0 ? random.Next(1, 10) : 0,
            OutlierCutoff = Sometimes(random, 3),
            Gates = random.Next(3) == 0 ? [new RegimeGate("regime", [random.Next(3), random.Next(3)])] : [],
            Confirmation = random.Next(4) == 0 ? new Confirmation("second", random.NextDouble()) : null,
            VolatilityScale = random.Next(4) == 0 ? new VolatilityScale("turbulence", random.Next(1, 50)) : null,
        };
    }

    private static double Sometimes(Random random, double most) =>
        random.Next(2) == 0 ? 0 : Math.Max(1e-6, random.NextDouble() * random.NextDouble() * most);

    private static T Pick<T>(Random random, params T[] choices) => choices[random.Next(choices.Length)];

    private static double Normal(Random random)
    {
        var radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
        return radius * Math.Cos(2 * Math.PI * random.NextDouble());
    }
}
