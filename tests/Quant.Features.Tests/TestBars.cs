using Quant.Features.Operators;
using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.Specs;

namespace Quant.Features.Tests;

/// <summary>Seeded series for tests.</summary>
internal static class TestBars
{
    public static readonly Symbol Own = Symbol.Parse("OWN");
    public static readonly Symbol Qqq = Symbol.Parse("QQQ");

    /// <summary>Bars at given times, a random walk with gaps between bars and volume that varies.</summary>
    public static BarSeries Walk(Symbol symbol, Interval interval, long[] ts, int seed, double level = 100)
    {
        var random = new Random(seed);
        var columns = Columns(ts.Length);
        var price = level;
        for (var i = 0; i < ts.Length; i++)
        {
            var open = price * Math.Exp(0.002 * Noise(random));
            price = open * Math.Exp(0.01 * Noise(random));
            columns[0][i] = open;
            columns[1][i] = Math.Max(open, price) * (1 + 0.003 * random.NextDouble());
            columns[2][i] = Math.Min(open, price) * (1 - 0.003 * random.NextDouble());
            columns[3][i] = price;
            columns[4][i] = random.Next(1, 100_000);
        }
        return Series(symbol, interval, ts, columns);
    }

    /// <summary>A walk on 2^-8 steps with long flat stretches, bars without range, bars without volume and jumps.</summary>
    public static BarSeries Awkward(Symbol symbol, Interval interval, long[] ts, int seed)
    {
        var random = new Random(seed);
        var columns = Columns(ts.Length);
        var price = 64.0;
        var flat = 0;
        for (var i = 0; i < ts.Length; i++)
        {
            flat =
                flat > 0 ? flat - 1
                : random.Next(40) == 0 ? random.Next(60)
                : 0;
            if (flat == 0)
            {
                price =
                    random.Next(200) == 0 ? random.Next(1, 100_000) : Math.Max(1, price + (random.Next(5) - 2) / 256.0);
            }
            var reach = flat > 0 || random.Next(3) == 0 ? 0 : random.Next(4) / 256.0;
            columns[0][i] = price;
            columns[1][i] = price + reach;
            columns[2][i] = price - reach;
            columns[3][i] = price + (random.Next(3) - 1) * reach;
            columns[4][i] = flat > 0 || random.Next(5) == 0 ? 0 : random.Next(1, 1_000);
        }
        return Series(symbol, interval, ts, columns);
    }

    public static BarSeries Constant(int count, double price)
    {
        var columns = Columns(count);
        for (var k = 0; k < 4; k++)
        {
            Array.Fill(columns[k], price);
        }
        Array.Fill(columns[4], 10.0);
        return Series(Own, Interval.Day1, Daily(count), columns);
    }

    /// <summary>Session dates of New York from 2010 on, as daily bars have them.</summary>
    public static long[] Daily(int count, int firstYear = 2010) =>
        [
            .. ExchangeCalendar
                .Nyse.Sessions(new DateOnly(firstYear, 1, 1), new DateOnly(2030, 12, 31))
                .Take(count)
                .Select(ExchangeCalendar.Nyse.Zone.Midnight),
        ];

    /// <summary>Minutes of regular sessions from 2010 on, some of them missing.</summary>
    public static long[] Minutes(int sessions, int seed, int every = 1)
    {
        var random = new Random(seed);
        var ts = new List<long>();
        foreach (var midnight in Daily(sessions))
        {
            var open = ExchangeCalendar.Nyse.Open(ExchangeCalendar.Nyse.Zone.DateOf(midnight));
            for (var minute = 0; minute < 390; minute += every)
            {
                if (random.Next(20) > 0)
                {
                    ts.Add(open + minute * UnixMicros.PerMinute);
                }
            }
        }
        return [.. ts];
    }

    /// <summary>All columns an operator may ask for: sessions of <paramref name="sessionRows"/> rows, a context of its own.</summary>
    public static Inputs For(BarSeries bars, int sessionRows, int seed)
    {
        var random = new Random(seed);
        var context = new double[bars.Count];
        var price = 300.0;
        for (var i = 0; i < context.Length; i++)
        {
            context[i] = price *= Math.Exp(0.01 * Noise(random));
        }
        var rows = Enumerable.Range(0, bars.Count).ToArray();
        return new Inputs(
            bars,
            context,
            [.. rows.Select(i => 14_000 + i / sessionRows)],
            [.. rows.Select(i => 570 + i % sessionRows)],
            [.. rows.Select(_ => 570)],
            [.. rows.Select(_ => 960)]
        );
    }

    private static double Noise(Random random) => random.NextDouble() + random.NextDouble() - 1;

    private static double[][] Columns(int count) => [.. Enumerable.Range(0, 5).Select(_ => new double[count])];

    private static BarSeries Series(Symbol symbol, Interval interval, long[] ts, double[][] c) =>
        new(symbol, interval, ts, c[0], c[1], c[2], c[3], c[4]);

    internal sealed record Inputs(
        BarSeries Bars,
        double[] Context,
        int[] Day,
        int[] Minute,
        int[] Opening,
        int[] Closing
    )
    {
        public BarColumns Columns =>
            BarColumns.Of(Bars) with
            {
                Context = Context,
                Day = Day,
                Minute = Minute,
                Opening = Opening,
                Closing = Closing,
            };

        public Inputs Cut(int rows) =>
            new(Bars.Slice(0, rows), Context[..rows], Day[..rows], Minute[..rows], Opening[..rows], Closing[..rows]);
    }
}
