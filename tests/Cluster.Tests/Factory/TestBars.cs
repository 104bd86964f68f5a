using System.Globalization;
using System.Text;
using Quant.MarketData.Calendars;

namespace Quant.Cluster.Tests.Factory;

/// <summary>One daily bar of a test.</summary>
internal sealed record TestBar(DateOnly Date, double Open, double High, double Low, double Close, long Volume);

/// <summary>Generated daily bars: a walk with some momentum, so that models have something to find.</summary>
internal static class TestBars
{
    public static readonly DateOnly First = new(2010, 1, 4);

    /// <summary>Bars of NYSE sessions from <see cref="First"/> on; the first n are the same whatever comes after.</summary>
    public static IReadOnlyList<TestBar> Daily(int sessions, int seed = 1)
    {
        var random = new Random(seed);
        var (price, drift) = (100.0, 0.0);
        var bars = new List<TestBar>(sessions);
        foreach (var date in ExchangeCalendar.Nyse.Sessions(First, new DateOnly(2025, 12, 31)).Take(sessions))
        {
            drift = 0.8 * drift + 0.004 * (random.NextDouble() - 0.49);
            var open = price * (1 + 0.004 * (random.NextDouble() - 0.5));
            var close = open * (1 + drift + 0.02 * (random.NextDouble() - 0.5));
            var high = Math.Max(open, close) * (1 + 0.006 * random.NextDouble());
            var low = Math.Min(open, close) * (1 - 0.006 * random.NextDouble());
            bars.Add(new TestBar(date, open, high, low, close, random.Next(100_000, 900_000)));
            price = close;
        }
        return bars;
    }

    /// <summary>The same bars but one, whose prices are a hundredth higher.</summary>
    public static IReadOnlyList<TestBar> Revised(IReadOnlyList<TestBar> bars, int index) =>
        [
            .. bars.Select(
                (bar, i) =>
                    i != index
                        ? bar
                        : bar with
                        {
                            Open = bar.Open * 1.01,
                            High = bar.High * 1.01,
                            Low = bar.Low * 1.01,
                            Close = bar.Close * 1.01,
                        }
            ),
        ];

    public static string Csv(IEnumerable<TestBar> bars)
    {
        var text = new StringBuilder("date,open,high,low,close,volume\n");
        foreach (var bar in bars)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{bar.Date:yyyy-MM-dd},{bar.Open:R},{bar.High:R},{bar.Low:R},{bar.Close:R},{bar.Volume}\n"
            );
        }
        return text.ToString();
    }

    /// <summary>Rows as LEAN writes daily bars: prices in ten-thousandths.</summary>
    public static string Lean(IEnumerable<TestBar> bars)
    {
        static long Price(double value) => (long)Math.Round(value * 10_000);
        return string.Join(
            '\n',
            bars.Select(bar =>
                FormattableString.Invariant(
                    $"{bar.Date:yyyyMMdd} 00:00,{Price(bar.Open)},{Price(bar.High)},{Price(bar.Low)},{Price(bar.Close)},{bar.Volume}"
                )
            )
        );
    }
}
