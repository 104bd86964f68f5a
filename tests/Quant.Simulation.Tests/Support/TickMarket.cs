using Quant.MarketData.Bars;
using Quant.Simulation.Inputs;
using Quant.Simulation.Rules;
using Quant.Specs;

namespace Quant.Simulation.Tests.Support;

/// <summary>
/// Prices on a coarse grid and signals on one of their own, so that prices lie on levels and signals on thresholds to the
/// bit; wide rules: long delays, tiny and huge accounts, great leverage, windows longer than the series.
/// </summary>
internal static class TickMarket
{
    public static SimulationInput Input(int seed, int bars)
    {
        var random = new Random(seed);
        var tick = Pick(random, 0.25, 1, 2, 1e-6, 1e6);
        var step = random.Next(1, 4);
        var at = (long)random.Next(8, 200);
        var (open, high, low, close) = (new double[bars], new double[bars], new double[bars], new double[bars]);
        var (predictions, regime, second, turbulence) = (
            new double[bars],
            new double[bars],
            new double[bars],
            new double[bars]
        );
        var ts = new long[bars];
        var now = -5L * UnixMicros.PerDay;
        var silent = random.Next(12) == 0;
        for (var i = 0; i < bars; i++)
        {
            now += UnixMicros.PerMinute * (random.Next(50) == 0 ? random.Next(1, 20_000) : 1);
            ts[i] = now;
            var opens = Math.Max(1, at + (random.Next(8) == 0 ? random.Next(-20, 21) : 0));
            var closes = Math.Max(1, opens + random.Next(-step, step + 1));
            open[i] = opens * tick;
            close[i] = closes * tick;
            high[i] = (Math.Max(opens, closes) + random.Next(0, step + 1)) * tick;
            low[i] = Math.Max(1, Math.Min(opens, closes) - random.Next(0, step + 1)) * tick;
            at = closes;
            predictions[i] = silent || random.Next(10) == 0 ? double.NaN : random.Next(-4, 5) * 0.25;
            regime[i] = random.Next(10) == 0 ? double.NaN : random.Next(-1, 3);
            second[i] = random.Next(10) == 0 ? double.NaN : random.Next(0, 5) * 0.25;
            turbulence[i] = random.Next(10) == 0 ? double.NaN : random.Next(-1, 4);
        }
        var start = random.Next(2) == 0 ? random.Next(0, bars - 1) : 0;
        return new SimulationInput(
            new BarSeries(Symbol.Parse("TICKS"), Interval.Minute1, ts, open, high, low, close, new double[bars]),
            predictions,
            98_280
        )
        {
            Columns = new Dictionary<string, double[]>
            {
                ["regime"] = regime,
                ["second"] = second,
                ["turbulence"] = turbulence,
            },
            Start = start,
            End = random.Next(2) == 0 ? random.Next(start + 2, bars + 1) : bars,
            MomentBlocks = Pick(random, 1, 2, 16, 64),
        };
    }

    public static SimulationRules Rules(Random random)
    {
        var entry = random.Next(0, 4) * 0.25;
        return new SimulationRules
        {
            Side = Pick(random, TradeSides.Long, TradeSides.Short, TradeSides.LongShort),
            PredictionCenter = Pick(random, 0, 0, 0.25, 0.5),
            EntryThreshold = entry,
            ExitThreshold = entry - random.Next(0, 6) * 0.25,
            SignalExit = random.Next(4) != 0,
            DelayBars = random.Next(4) == 0 ? Pick(random, 7, 63, 64, 1000) : random.Next(1, 4),
            PriceModel = Pick(random, PriceModel.Open, PriceModel.Close, PriceModel.Mid),
            HalfSpreadBps = Pick(random, 0, 0, 5, 1000),
            SlippageBps = Pick(random, 0, 0, 5, 1000),
            CommissionPerOrder = Pick(random, 0, 0, 1, 200),
            CommissionPerShare = Pick(random, 0, 0, 0.5),
            CommissionPercent = Pick(random, 0, 0, 1, 50),
            CommissionMinimum = Pick(random, 0, 0, 5, 100),
            SizeFraction = Pick(random, 1, 1, 0.125, 1e-4, 100),
            Leverage = Pick(random, 1, 1, 2, 100),
            WholeShares = random.Next(2) == 0,
            InitialCapital = Pick(random, 1, 1000, 1e15),
            BorrowRate = Pick(random, 0, 0, 10),
            Stop = Pick(random, 0, 0, 0.125, 0.5, 1e-9, 0.99),
            Target = Pick(random, 0, 0, 0.125, 0.5, 1e-9, 1000),
            TrailingStop = Pick(random, 0, 0, 0.125, 0.5, 1e-9, 0.99),
            MaxHoldBars = Pick(random, 0, 0, 1, 2, 64, 10_000_000),
            CooldownBars = Pick(random, 0, 0, 1, 2, 64, 10_000_000),
            OutlierCutoff = Pick(random, 0, 0, 0.75, 0.5),
            Gates =
                random.Next(3) == 0 ? [new RegimeGate("regime", [0, 1, 1]), new RegimeGate("second", [0.5, 1])] : [],
            Confirmation = random.Next(4) == 0 ? new Confirmation("second", 0.5) : null,
            VolatilityScale =
                random.Next(3) == 0 ? new VolatilityScale("turbulence", Pick(random, 1, 2, 64, 5000)) : null,
        };
    }

    private static T Pick<T>(Random random, params T[] choices) => choices[random.Next(choices.Length)];
}
