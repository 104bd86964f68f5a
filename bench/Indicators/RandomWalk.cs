using Quant.MarketData.Bars;
using Quant.Specs;

namespace Quant.Bench.Indicators;

/// <summary>Minute bars of a seeded geometric random walk; prices of real size, no calendar.</summary>
internal static class RandomWalk
{
    public static BarSeries Bars(int count)
    {
        var random = new Random(7);
        var columns = Enumerable.Range(0, 5).Select(_ => new double[count]).ToArray();
        var ts = new long[count];
        var price = 100.0;
        for (var i = 0; i < count; i++)
        {
            ts[i] = i * UnixMicros.PerMinute;
            var open = price;
            price *= Math.Exp(0.0005 * (random.NextDouble() + random.NextDouble() - 1));
            var reach = 0.0003 * price;
            columns[0][i] = open;
            columns[1][i] = Math.Max(open, price) + reach * random.NextDouble();
            columns[2][i] = Math.Min(open, price) - reach * random.NextDouble();
            columns[3][i] = price;
            columns[4][i] = random.Next(100, 100_000);
        }
        return new BarSeries(
            Symbol.Parse("SYNTH1"),
            Interval.Minute1,
            ts,
            columns[0],
            columns[1],
            columns[2],
            columns[3],
            columns[4]
        );
    }
}
