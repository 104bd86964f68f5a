using Quant.Features.Engine;
using Quant.Features.Sets;
using Quant.MarketData.Bars;

namespace Quant.Features.Tests.Regimes;

public class VolatilityQuantileTests
{
    private const int Window = 10;
    private const int Lookback = 60;

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void The_regime_is_the_rank_of_volatility_among_what_was_known_before(int buckets)
    {
        var bars = TestBars.Walk(TestBars.Own, Interval.Day1, TestBars.Daily(900), 6);
        var regime = Regime(bars, buckets);
        var volatility = Enumerable.Range(0, bars.Count).Select(i => Deviation(bars.Close, i)).ToArray();
        for (var i = 0; i < bars.Count; i++)
        {
            var before = i < Window + Lookback ? null : volatility[(i - Lookback)..i];
            var expected = before is null
                ? double.NaN
                : Math.Min(buckets - 1, Math.Floor((double)before.Count(v => v < volatility[i]) * buckets / Lookback));
            Assert.Equal(expected, regime[i]);
        }
    }

    [Fact]
    public void Every_regime_comes_up_and_wild_times_are_the_high_ones()
    {
        var calm = TestBars.Walk(TestBars.Own, Interval.Day1, TestBars.Daily(900), 6);
        var close = calm.Close.Select((value, i) => i % 300 >= 280 ? value * (1 + 0.1 * (i % 2)) : value).ToArray();
        var bars = new BarSeries(calm.Symbol, calm.Interval, calm.Ts, close, close, close, close, calm.Volume);
        var regime = Regime(bars, 3);
        Assert.Equal([0, 1, 2], regime.Where(value => !double.IsNaN(value)).Distinct().Order());
        Assert.All(Enumerable.Range(0, 2).Select(k => regime[290 + 300 * k]), value => Assert.Equal(2, value));
    }

    private static double[] Regime(BarSeries bars, int buckets)
    {
        var json = $$"""
            { "name": "r", "regimes": [ { "method": "volatilityQuantile", "as": "r",
              "params": { "window": {{Window}}, "lookback": {{Lookback}}, "buckets": {{buckets}} } } ] }
            """;
        return FeatureEngine.Compute(FeatureSetSpec.Parse(json).Bind(), bars)["r"];
    }

    private static double Deviation(double[] close, int at)
    {
        if (at < Window)
        {
            return double.NaN;
        }
        var returns = Enumerable
            .Range(at - Window + 1, Window)
            .Select(i => Math.Log(close[i] / close[i - 1]))
            .ToArray();
        var mean = returns.Average();
        return Math.Sqrt(returns.Sum(value => (value - mean) * (value - mean)) / (Window - 1));
    }
}
