using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Filling;
using Quant.MarketData.Providers.Lean;
using Quant.MarketData.Sessions;
using Quant.Specs;
using static Quant.MarketData.Tests.TestBars;

namespace Quant.MarketData.Tests.Filling;

public sealed class ForwardFillTests
{
    private static FilledBars Fill(BarSeries series, TradingSessions sessions = TradingSessions.Regular) =>
        ForwardFill.Apply(series, ExchangeCalendar.Nyse, sessions);

    private static Bar At(string time, double price) => Flat(NewYork($"2024-03-{time}"), price);

    private static IEnumerable<string> Words(FilledBars bars) =>
        bars.Filled.Select(
            (made, i) =>
                $"{UnixMicros.Format(Local(bars.Bars.Ts[i]))[8..16]} {bars.Bars.Close[i]}{(made ? " made" : "")}"
        );

    private static long Local(long ts) => Quant.MarketData.Zones.ExchangeZone.NewYork.ToLocal(ts);

    [Fact]
    public void A_missing_minute_has_the_close_before_it_no_volume_and_a_mark()
    {
        var before = new Bar(NewYork("2024-03-05 10:00"), 10, 12, 9, 11, 500, 10.5, 7);
        var after = new Bar(NewYork("2024-03-05 10:03"), 20, 22, 19, 21, 400, 20.5, 3);
        var filled = Fill(Series(Interval.Minute1, before, after).WithSource("csv"));
        Assert.Equal([false, true, true, false], filled.Filled);
        Assert.Equal(
            [
                before,
                new Bar(NewYork("2024-03-05 10:01"), 11, 11, 11, 11, 0),
                new Bar(NewYork("2024-03-05 10:02"), 11, 11, 11, 11, 0),
                after,
            ],
            filled.Bars.ToBars()
        );
        Assert.Equal(["csv", null, null, "csv"], filled.Bars.Source!.ToList());
    }

    [Fact]
    public void The_session_is_filled_to_its_end_and_the_next_one_from_its_first_bar_on()
    {
        var filled = Fill(Series(Interval.Minute1, At("05 15:57", 1), At("06 09:32", 2), At("06 09:34", 3)));
        Assert.Equal(
            ["05 15:57 1", "05 15:58 1 made", "05 15:59 1 made", "06 09:32 2", "06 09:33 2 made", "06 09:34 3"],
            Words(filled).Select(word => word.Replace('T', ' '))
        );
    }

    [Fact]
    public void A_bar_before_the_open_fills_after_it_only_where_both_parts_are_chosen()
    {
        var series = Series(Interval.Minute1, At("05 09:28", 1), At("05 09:31", 2));
        Assert.Equal([false, false], Fill(series).Filled);
        Assert.Equal([false, true, false], Fill(series, TradingSessions.Pre).Filled);
        Assert.Equal([false, true, true, false], Fill(series, TradingSessions.Pre | TradingSessions.Regular).Filled);
        Assert.Equal([false, true, true, false], Fill(series, TradingSessions.All).Filled);
    }

    [Fact]
    public void Nothing_is_filled_after_the_close_of_a_half_day_nor_on_a_day_without_a_session()
    {
        // Wednesday 3 July 2024 closed at 13:00; Thursday was a holiday.
        var series = Series(
            Interval.Minute1,
            Flat(NewYork("2024-07-03 12:58"), 1),
            Flat(NewYork("2024-07-05 09:30"), 2)
        );
        Assert.Equal([NewYork("2024-07-03 12:59")], MadeTimes(Fill(series)));
    }

    [Fact]
    public void Derived_intervals_are_filled_on_their_own_grid()
    {
        var hours = Series(Interval.Hour1, At("05 10:30", 1), At("05 13:30", 2), At("06 09:30", 3));
        Assert.Equal(
            ["11:30", "12:30", "14:30", "15:30"],
            MadeTimes(Fill(hours, TradingSessions.All)).Select(ts => UnixMicros.Format(Local(ts))[11..16])
        );
        var full = Series(Interval.Hour1, At("05 08:00", 1), At("05 10:00", 2));
        Assert.Empty(MadeTimes(Fill(full, TradingSessions.All)));
    }

    [Fact]
    public void Daily_bars_are_left_as_they_are()
    {
        var days = Series(Interval.Day1, Flat(NewYork("2024-03-05 00:00"), 1), Flat(NewYork("2024-03-08 00:00"), 2));
        Assert.Same(days, Fill(days, TradingSessions.All).Bars);
    }

    [Fact]
    public void Every_day_of_a_market_that_never_closes_is_filled_from_its_first_bar_on()
    {
        var series = Series(
            Interval.Minute1,
            Flat(Utc("2024-03-09 23:57"), 1),
            Flat(Utc("2024-03-10 00:01"), 2),
            Flat(Utc("2024-03-10 00:03"), 3)
        );
        var filled = ForwardFill.Apply(series, ExchangeCalendar.AlwaysOpen, TradingSessions.Regular);
        Assert.Equal([Utc("2024-03-09 23:58"), Utc("2024-03-09 23:59"), Utc("2024-03-10 00:02")], MadeTimes(filled));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Cutting_the_future_off_changes_nothing_that_was_filled_before_it(int seed)
    {
        var random = new Random(seed);
        var start = NewYork("2024-03-07 04:00");
        var bars = Enumerable
            .Range(0, 5 * 1440)
            .Where(_ => random.Next(60) == 0)
            .Select(minute => start + minute * UnixMicros.PerMinute)
            .Where(ts => ExchangeCalendar.Nyse.TryFind(ts, out _))
            .Select(ts => Flat(ts, 1 + random.Next(100)))
            .ToArray();
        foreach (
            var sessions in (TradingSessions[])[TradingSessions.Regular, TradingSessions.All, TradingSessions.Post]
        )
        {
            var whole = Fill(Series(Interval.Minute1, bars), sessions);
            for (var count = 1; count <= bars.Length; count++)
            {
                var cut = Fill(Series(Interval.Minute1, bars[..count]), sessions);
                var known = whole.Bars.FirstAtOrAfter(bars[count - 1].Ts + 1);
                Assert.Equal(whole.Bars.Slice(0, known).ToBars(), cut.Bars.ToBars());
                Assert.Equal(whole.Filled[..known], cut.Filled);
            }
            Assert.Contains(true, whole.Filled);
        }
    }

    [Fact]
    public void Every_regular_minute_of_real_days_has_a_bar_once_they_are_filled()
    {
        var import = LeanImporter.Import(LeanFolder.Discover(RealData.Folder("lean", "minute", "ibm"))[0]);
        var filled = Fill(import.Series);
        var days = filled
            .Bars.Ts.Select(ts => ExchangeCalendar.Nyse.SessionOf(ts))
            .Where(point => point.Tag == SessionTag.Regular)
            .GroupBy(point => point.Date)
            .ToList();
        Assert.All(days, day => Assert.InRange(day.Count(), 385, 390));
        Assert.Contains(true, filled.Filled);
        Assert.Equal(import.Series.ToBars(), filled.Bars.ToBars().Where((_, i) => !filled.Filled[i]));
    }

    private static IEnumerable<long> MadeTimes(FilledBars bars) => bars.Bars.Ts.Where((_, i) => bars.Filled[i]);
}
