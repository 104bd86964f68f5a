using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Resampling;
using Quant.Specs;
using static Quant.MarketData.Tests.TestBars;

namespace Quant.MarketData.Tests.Resampling;

public sealed class BarResamplerTests
{
    private static readonly ExchangeCalendar s_nyse = ExchangeCalendar.Nyse;

    private static BarSeries WholeDay(string date, string from = "04:00", int minutes = 960)
    {
        var start = NewYork($"{date} {from}");
        return Series(
            Interval.Minute1,
            [.. Enumerable.Range(0, minutes).Select(i => Flat(start + i * UnixMicros.PerMinute, 100 + i, i + 1))]
        );
    }

    [Fact]
    public void A_bucket_takes_first_open_highest_high_lowest_low_last_close_and_the_sums()
    {
        var open = NewYork("2024-03-08 09:30");
        var source = Series(
            Interval.Minute1,
            new Bar(open, 10, 12, 9, 11, 100, 10.5, 4),
            new Bar(open + UnixMicros.PerMinute, 11, 15, 10, 14, 300, 12.5, 6),
            new Bar(open + 4 * UnixMicros.PerMinute, 14, 14, 8, 9, 600, 11, 5)
        );
        var bar = Assert.Single(BarResampler.Resample(source, Interval.Minute5, s_nyse).ToBars());
        Assert.Equal(new Bar(open, 10, 15, 8, 9, 1000, (1050 + 3750 + 6600) / 1000.0, 15), bar);
    }

    [Fact]
    public void Hours_count_from_the_open_and_the_last_is_half_an_hour()
    {
        var hours = BarResampler.Resample(WholeDay("2024-03-08"), Interval.Hour1, s_nyse);
        string[] starts = ["09:30", "10:30", "11:30", "12:30", "13:30", "14:30", "15:30"];
        Assert.Equal(starts.Select(start => NewYork($"2024-03-08 {start}")), hours.Ts);
        Assert.Equal(100 + 330, hours.Open[0]);
        Assert.Equal(100 + 719, hours.Close[6]);
        Assert.Equal(Enumerable.Range(690, 30).Sum(i => i + 1), hours.Volume[6]);
    }

    [Fact]
    public void A_half_day_ends_its_bars_at_one()
    {
        var hours = BarResampler.Resample(WholeDay("2024-11-29"), Interval.Hour1, s_nyse);
        Assert.Equal(4, hours.Count);
        Assert.Equal(NewYork("2024-11-29 12:30"), hours.Ts[3]);
        Assert.Equal(100 + 539, hours.Close[3]);
        var day = BarResampler.Resample(WholeDay("2024-11-29"), Interval.Day1, s_nyse);
        Assert.Equal(100 + 539, Assert.Single(day.Close));
    }

    [Fact]
    public void Grids_follow_the_clocks_of_New_York_through_the_change_to_daylight_time()
    {
        var (friday, monday) = (WholeDay("2024-03-08"), WholeDay("2024-03-11"));
        var both = Series(Interval.Minute1, [.. friday.ToBars(), .. monday.ToBars()]);
        var hours = BarResampler.Resample(both, Interval.Hour1, s_nyse);
        Assert.Equal(Utc("2024-03-08 14:30"), hours.Ts[0]);
        Assert.Equal(Utc("2024-03-11 13:30"), hours.Ts[7]);
        Assert.Equal(14, hours.Count);
        Assert.Equal(
            [Utc("2024-03-08 05:00"), Utc("2024-03-11 04:00")],
            BarResampler.Resample(both, Interval.Day1, s_nyse).Ts
        );
    }

    [Fact]
    public void Daily_bars_hold_the_regular_session_only()
    {
        foreach (var extended in Enum.GetValues<ExtendedHours>())
        {
            var day = BarResampler.Resample(WholeDay("2024-03-08"), Interval.Day1, s_nyse, extended)[0];
            Assert.Equal(NewYork("2024-03-08 00:00"), day.Ts);
            Assert.Equal((100 + 330.0, 100 + 719.0), (day.Open, day.Close));
        }
    }

    [Fact]
    public void Extended_hours_apart_never_share_a_bucket_with_the_session()
    {
        var hours = BarResampler.Resample(WholeDay("2024-03-08"), Interval.Hour1, s_nyse, ExtendedHours.Apart);
        Assert.Equal(6 + 7 + 4, hours.Count);
        Assert.Equal(NewYork("2024-03-08 09:00"), hours.Ts[5]);
        Assert.Equal(100 + 329, hours.Close[5]);
        Assert.Equal(NewYork("2024-03-08 09:30"), hours.Ts[6]);
        Assert.Equal(NewYork("2024-03-08 16:00"), hours.Ts[13]);
        Assert.Equal(Enumerable.Range(1, 960).Sum(), hours.Volume.Sum());
    }

    [Fact]
    public void A_bucket_waits_for_its_time_to_pass()
    {
        var open = NewYork("2024-03-08 09:30");
        var resampler = new BarResampler(Interval.Minute1, Interval.Minute5, s_nyse);
        var output = new BarSeriesBuilder();
        resampler.Push(Flat(open, 10), output);
        resampler.Push(Flat(open + 3 * UnixMicros.PerMinute, 11), output);
        Assert.Equal(0, output.Count);
        resampler.Advance(open + 5 * UnixMicros.PerMinute - 1, output);
        Assert.Equal(0, output.Count);
        resampler.Advance(open + 5 * UnixMicros.PerMinute, output);
        Assert.Equal(1, output.Count);
        resampler.Advance(open + 9 * UnixMicros.PerMinute, output);
        Assert.Equal(1, output.Count);
    }

    [Theory]
    [InlineData("2024-03-08", 390, 7)]
    [InlineData("2024-11-29", 210, 4)]
    public void The_last_bucket_of_a_session_is_complete_at_the_close(string date, int minutes, int hours)
    {
        var session = WholeDay(date, "09:30", minutes);
        Assert.Equal(hours, BarResampler.Resample(session, Interval.Hour1, s_nyse).Count);
        Assert.Equal(1, BarResampler.Resample(session, Interval.Day1, s_nyse).Count);
        Assert.Equal(hours - 1, BarResampler.Resample(session.Slice(0, minutes - 1), Interval.Hour1, s_nyse).Count);
        Assert.Equal(0, BarResampler.Resample(session.Slice(0, minutes - 1), Interval.Day1, s_nyse).Count);
    }

    [Fact]
    public void Extended_buckets_end_where_their_part_of_the_day_ends()
    {
        var hours = BarResampler.Resample(
            WholeDay("2024-03-08", "08:30", 60),
            Interval.Hour1,
            s_nyse,
            ExtendedHours.Apart
        );
        Assert.Equal([NewYork("2024-03-08 08:00"), NewYork("2024-03-08 09:00")], hours.Ts);
    }

    [Fact]
    public void One_bar_may_complete_the_bucket_before_and_its_own()
    {
        var open = NewYork("2024-03-08 09:30");
        var output = new BarSeriesBuilder();
        var resampler = new BarResampler(Interval.Minute1, Interval.Minute5, s_nyse);
        resampler.Push(Flat(open, 10), output);
        resampler.Push(Flat(open + 9 * UnixMicros.PerMinute, 11), output);
        Assert.Equal(2, output.Count);
        Assert.Equal(open + 5 * UnixMicros.PerMinute, output.LastTs);
    }

    [Fact]
    public void Vwap_is_unknown_when_a_bar_with_volume_lacks_it()
    {
        var open = NewYork("2024-03-08 09:30");
        var known = new Bar(open, 10, 10, 10, 10, 100, 10, 3);
        var unknown = new Bar(open + 4 * UnixMicros.PerMinute, 10, 10, 10, 10, 100);
        var quiet = unknown with { Volume = 0, TradeCount = 0 };
        var mixed = BarResampler.Resample(Series(Interval.Minute1, known, unknown), Interval.Minute5, s_nyse);
        Assert.Null(mixed.Vwap);
        Assert.Null(mixed.TradeCount);
        var still = BarResampler.Resample(Series(Interval.Minute1, known, quiet), Interval.Minute5, s_nyse);
        Assert.Equal(10, Assert.Single(still.Vwap!));
        Assert.Equal(3, Assert.Single(still.TradeCount!));
    }

    [Fact]
    public void Hourly_bars_cut_at_full_hours_make_daily_bars_of_all_their_trades()
    {
        int[] clock = [9, 10, 11, 12, 13, 14, 15];
        var hours = Series(
            Interval.Hour1,
            [.. clock.Select(hour => Flat(NewYork($"2024-03-08 {hour:00}:00"), hour, hour))]
        );
        var day = Assert.Single(BarResampler.Resample(hours, Interval.Day1, s_nyse).ToBars());
        Assert.Equal(new Bar(NewYork("2024-03-08 00:00"), 9, 15, 9, 15, clock.Sum()), day);
    }

    [Fact]
    public void Round_the_clock_bars_are_cut_at_midnight_UTC()
    {
        var start = Utc("2024-03-09 00:00");
        var source = Series(
            Interval.Minute30,
            [.. Enumerable.Range(0, 49).Select(i => Flat(start + i * 30 * UnixMicros.PerMinute, 100 + i, 1))]
        );
        var days = BarResampler.Resample(source, Interval.Day1, ExchangeCalendar.AlwaysOpen);
        Assert.Equal(new Bar(start, 100, 147, 100, 147, 48), Assert.Single(days.ToBars()));
        Assert.Equal(24, BarResampler.Resample(source, Interval.Hour1, ExchangeCalendar.AlwaysOpen).Count);
    }

    [Fact]
    public void A_target_that_is_no_longer_than_the_source_is_refused()
    {
        var hours = Series(Interval.Hour1, Flat(NewYork("2024-03-08 09:30"), 1));
        Assert.Same(hours, BarResampler.Resample(hours, Interval.Hour1, s_nyse));
        var error = Assert.Throws<BadInputException>(() => BarResampler.Resample(hours, Interval.Minute5, s_nyse));
        Assert.Equal(
            "interval: '5m' is not allowed; expected an interval longer than 1h, which the bars have.",
            error.Message
        );
    }
}
