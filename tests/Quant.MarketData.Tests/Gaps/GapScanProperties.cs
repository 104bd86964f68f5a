using FsCheck;
using FsCheck.Fluent;
using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Gaps;
using Quant.MarketData.Sessions;
using Quant.Specs;
using static Quant.MarketData.Tests.TestBars;
using Interval = Quant.MarketData.Bars.Interval;

namespace Quant.MarketData.Tests.Gaps;

public sealed class GapScanProperties
{
    private static readonly ExchangeCalendar s_nyse = ExchangeCalendar.Nyse;
    private static readonly Interval[] s_intradays = [.. Interval.All.Where(interval => !interval.IsDaily)];

    /// <summary>Over both changes of clocks, two half days, Thanksgiving and Christmas.</summary>
    private static readonly (string From, string To)[] s_spans =
    [
        ("2024-03-07", "2024-03-13"),
        ("2024-10-31", "2024-11-06"),
        ("2024-11-26", "2024-12-03"),
        ("2024-12-23", "2024-12-27"),
        ("2002-09-10", "2002-09-13"),
    ];

    [Fact]
    public void Bars_and_gaps_partition_the_minutes_of_the_chosen_hours_exactly_and_holidays_touch_none_of_them() =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<int>(),
                seed =>
                {
                    var random = new Random(seed);
                    var (from, to) = s_spans[random.Next(s_spans.Length)];
                    var sessions = (TradingSessions)random.Next(1, 8);
                    var interval = s_intradays[random.Next(s_intradays.Length)];
                    var (fromTs, toTs) = (NewYork(from), NewYork(to) + random.Next(0, 24) * UnixMicros.PerHour);
                    var bars = Some(random, interval, fromTs - UnixMicros.PerDay, toTs + UnixMicros.PerDay);
                    var report = GapScan.Scan(bars, s_nyse, sessions, Evidence(random, fromTs), fromTs, toTs);
                    return Partitions(bars, sessions, report);
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(150));

    /// <summary>Bars at random places of the grid, some of whole days missing, at times none at all.</summary>
    private static BarSeries Some(Random random, Interval interval, long fromTs, long toTs)
    {
        var builder = new BarSeriesBuilder();
        var share = random.Next(5) switch
        {
            0 => 0,
            1 => 1,
            _ => random.NextDouble(),
        };
        var day = 0L;
        var whole = true;
        for (var ts = fromTs; ts < toTs; ts += UnixMicros.PerMinute)
        {
            if (ts - day >= UnixMicros.PerDay)
            {
                (day, whole) = (ts, random.Next(4) > 0);
            }
            if (whole && Starts(ts, interval) && random.NextDouble() < share)
            {
                builder.Add(Flat(ts, 10));
            }
        }
        return builder.Build(Aapl, interval);
    }

    private static GapEvidence Evidence(Random random, long fromTs)
    {
        AskedRange Asked()
        {
            var from = fromTs + random.Next(-500, 8_000) * UnixMicros.PerMinute;
            var to = from + random.Next(0, 8_000) * UnixMicros.PerMinute;
            return new AskedRange(from, to, to + random.Next(-300, 300) * UnixMicros.PerMinute, "a");
        }
        TradingHalt Halt()
        {
            var from =
                fromTs + random.Next(-500, 8_000) * UnixMicros.PerMinute + random.Next(60) * UnixMicros.PerSecond;
            return new TradingHalt(from, from + random.Next(100_000) * UnixMicros.PerSecond, "news", "b");
        }
        return new GapEvidence(
            [.. Enumerable.Range(0, random.Next(5)).Select(_ => Asked())],
            [.. Enumerable.Range(0, random.Next(3)).Select(_ => Halt())]
        );
    }

    /// <summary>The grid by its definition, minute by minute, without the scanner's arithmetic.</summary>
    private static bool Starts(long ts, Interval interval)
    {
        if (!s_nyse.TryFind(ts, out var session))
        {
            return false;
        }
        var part =
            ts < session.PreOpen ? long.MinValue
            : ts < session.Open ? session.PreOpen
            : ts < session.Close ? session.Open
            : ts < session.PostClose ? session.Close
            : long.MinValue;
        return part > long.MinValue && (ts - part) % interval.Micros == 0;
    }

    private static bool Partitions(BarSeries bars, TradingSessions sessions, GapReport report)
    {
        var (expected, present) = (0L, 0L);
        var inGaps = report.Gaps.ToDictionary(gap => gap, _ => 0);
        var have = bars.Ts.ToHashSet();
        Assert.True(report.Gaps.Zip(report.Gaps.Skip(1), (gap, next) => gap.ToTs <= next.FromTs).All(apart => apart));
        var k = 0;
        for (var ts = report.FromTs; ts < report.ToTs; ts += UnixMicros.PerMinute)
        {
            while (k < report.Gaps.Count && report.Gaps[k].ToTs <= ts)
            {
                k++;
            }
            var gap = k < report.Gaps.Count && report.Gaps[k].FromTs <= ts ? report.Gaps[k] : null;
            var tag = s_nyse.SessionOf(ts).Tag;
            var wanted =
                Starts(ts, bars.Interval) && sessions.Includes(tag) && s_nyse.BarEnd(ts, bars.Interval) <= report.ToTs;
            if (wanted)
            {
                expected++;
                Assert.Equal(have.Contains(ts), gap is null);
                present += gap is null ? 1 : 0;
                if (gap is not null)
                {
                    Assert.NotEqual(GapKind.Holiday, gap.Kind);
                    Assert.Equal(tag, gap.Session);
                    inGaps[gap]++;
                }
            }
            else if (gap is { Kind: GapKind.Holiday })
            {
                Assert.False(have.Contains(ts) && sessions.Includes(tag));
            }
        }
        Assert.All(
            inGaps.Where(pair => pair.Key.Kind != GapKind.Holiday),
            pair => Assert.Equal(pair.Key.Bars, pair.Value)
        );
        Assert.Equal(expected, report.Expected);
        Assert.Equal(present, report.Present);
        var explained =
            report.Missing[GapKind.NoTrade] + report.Missing[GapKind.Halt] + report.Missing[GapKind.ProviderGap];
        Assert.Equal(expected - present, explained);
        Assert.Equal(
            report.Gaps.Where(gap => gap.Kind == GapKind.Holiday).Sum(gap => gap.Bars),
            report.Missing[GapKind.Holiday]
        );
        return true;
    }
}
