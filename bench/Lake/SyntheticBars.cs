using Quant.Lake.Tables;
using Quant.Specs;

namespace Quant.Bench.Lake;

/// <summary>A random walk in cents, one bar a minute from 2014 on; the same each time.</summary>
internal static class SyntheticBars
{
    public static ColumnTable Make(int bars)
    {
        var random = new Random(1);
        var first = UnixMicros.From(new DateTimeOffset(2014, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var ts = new long[bars];
        var (open, high, low, close, volume) = (
            new double[bars],
            new double[bars],
            new double[bars],
            new double[bars],
            new double[bars]
        );
        var price = 100.0;
        for (var i = 0; i < bars; i++)
        {
            ts[i] = first + i * UnixMicros.PerMinute;
            open[i] = Math.Round(price, 2);
            price *= 1 + (random.NextDouble() - 0.5) * 0.001;
            close[i] = Math.Round(price, 2);
            high[i] = Math.Round(Math.Max(open[i], close[i]) + random.NextDouble() * 0.05, 2);
            low[i] = Math.Round(Math.Min(open[i], close[i]) - random.NextDouble() * 0.05, 2);
            volume[i] = random.Next(100, 100_000);
        }
        return new ColumnTable(
            Column.Timestamp("ts", ts),
            Column.Double("open", open),
            Column.Double("high", high),
            Column.Double("low", low),
            Column.Double("close", close),
            Column.Double("volume", volume)
        );
    }
}
