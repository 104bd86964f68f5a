using Quant.Features.Frames;
using Quant.Learning.Numerics;
using Quant.Learning.Training;
using Quant.MarketData.Bars;
using Quant.Specs;

namespace Quant.Learning.Tests;

/// <summary>A random walk with a little momentum, and causal features of it.</summary>
internal static class MadeUpMarket
{
    public static BarSeries Bars(int count, ulong seed = 1)
    {
        var random = new SplitMix64(seed);
        var ts = new long[count];
        double[][] prices = [new double[count], new double[count], new double[count], new double[count]];
        var volume = new double[count];
        double price = 100,
            drift = 0;
        for (var i = 0; i < count; i++)
        {
            ts[i] = 1_600_000_000_000_000 + i * UnixMicros.PerHour;
            var open = price * Math.Exp(0.002 * (random.NextDouble() - 0.5));
            drift = 0.9 * drift + 0.002 * (random.NextDouble() - 0.5);
            price = open * Math.Exp(drift + 0.01 * (random.NextDouble() - 0.5));
            prices[0][i] = open;
            prices[1][i] = Math.Max(open, price) * 1.001;
            prices[2][i] = Math.Min(open, price) * 0.999;
            prices[3][i] = price;
            volume[i] = 1000 + 100 * random.NextDouble();
        }
        return new BarSeries(
            Symbol.Parse("SYNTH"),
            Interval.Hour1,
            ts,
            prices[0],
            prices[1],
            prices[2],
            prices[3],
            volume
        );
    }

    /// <summary>Returns over 1 to 16 bars, a regime of three values, and noise; known after their look-back.</summary>
    public static FeatureFrame Features(BarSeries bars, ulong seed = 5)
    {
        int[] lags = [1, 2, 4, 8, 16];
        var random = new SplitMix64(seed);
        var columns = new List<double[]>();
        foreach (var lag in lags)
        {
            var column = new double[bars.Count];
            for (var i = 0; i < column.Length; i++)
            {
                column[i] = i < lag ? double.NaN : Math.Log(bars.Close[i] / bars.Close[i - lag]);
            }
            columns.Add(column);
        }
        columns.Add([.. Enumerable.Range(0, bars.Count).Select(i => i < 3 ? double.NaN : i / 50 % 3)]);
        columns.Add([
            .. Enumerable
                .Range(0, bars.Count)
                .Select(i => i < 3 || random.NextDouble() < 0.02 ? double.NaN : random.NextDouble()),
        ]);
        return new FeatureFrame(bars.Ts, [.. lags.Select(lag => $"return_{lag}"), "regime", "noise"], [.. columns]);
    }

    public static TrainingInput Input(int count, ulong seed = 1)
    {
        var bars = Bars(count, seed);
        return new TrainingInput(bars, Features(bars));
    }

    /// <summary>The first bars and their features, as if the rest had not happened.</summary>
    public static TrainingInput Cut(TrainingInput input, int count) =>
        input with
        {
            Bars = input.Bars.Slice(0, count),
            Features = new FeatureFrame(
                input.Features.Ts[..count],
                input.Features.Names,
                [.. input.Features.Columns.Select(column => column[..count])]
            ),
        };
}
