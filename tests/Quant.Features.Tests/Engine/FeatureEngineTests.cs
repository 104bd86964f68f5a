using Quant.Features.Engine;
using Quant.Features.Sets;
using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.Specs;

namespace Quant.Features.Tests.Engine;

public class FeatureEngineTests
{
    [Theory]
    [InlineData("1m", 1, "1m", 1)]
    [InlineData("1m", 1, "1h", 60)]
    [InlineData("1m", 1, "1d", 0)]
    [InlineData("1d", 0, "1m", 1)]
    [InlineData("1d", 0, "1d", 0)]
    public void Rows_before_a_cut_do_not_depend_on_what_comes_after(
        string own,
        int ownEvery,
        string other,
        int otherEvery
    )
    {
        var bars = Bars(TestBars.Own, own, ownEvery, seed: 1);
        var context = Bars(TestBars.Qqq, other, otherEvery, seed: 2);
        var whole = FeatureEngine.Compute(EverySet.Set, bars, EverySet.Context(context));
        var random = new Random(3);
        for (var trial = 0; trial < 6; trial++)
        {
            var rows = trial == 0 ? 1 : random.Next(1, bars.Count + 1);
            var now = ExchangeCalendar.Nyse.BarEnd(bars.Ts[rows - 1], bars.Interval);
            var known = Enumerable
                .Range(0, context.Count)
                .Count(i => ExchangeCalendar.Nyse.BarEnd(context.Ts[i], context.Interval) <= now);
            var cut = FeatureEngine.Compute(
                EverySet.Set,
                bars.Slice(0, rows),
                EverySet.Context(context.Slice(0, known))
            );
            Bits.AssertSame(whole, 0, cut);
        }
    }

    [Fact]
    public void Twice_the_same_input_gives_the_same_bits()
    {
        var bars = Bars(TestBars.Own, "1m", 1, seed: 1);
        var context = EverySet.Context(Bars(TestBars.Qqq, "1d", 0, seed: 2));
        Bits.AssertSame(
            FeatureEngine.Compute(EverySet.Set, bars, context),
            0,
            FeatureEngine.Compute(EverySet.Set, bars, context)
        );
    }

    [Fact]
    public void No_column_is_left_without_values_and_none_has_an_infinity()
    {
        var bars = TestBars.Walk(TestBars.Own, Interval.Day1, TestBars.Daily(700), 1);
        var context = TestBars.Walk(TestBars.Qqq, Interval.Day1, TestBars.Daily(700), 2);
        var frame = FeatureEngine.Compute(EverySet.Set, bars, EverySet.Context(context));
        for (var k = 0; k < frame.Names.Count; k++)
        {
            var first = Array.FindIndex(frame.Columns[k], value => !double.IsNaN(value));
            Assert.True(first == EverySet.Set.Columns[k].Warmup, $"{frame.Names[k]} begins at row {first}");
            Assert.DoesNotContain(frame.Columns[k], double.IsInfinity);
        }
        Assert.Equal(EverySet.Set.Warmup, EverySet.Set.Columns.Max(column => column.Warmup));
    }

    [Fact]
    public void Session_features_follow_the_exchange_clock()
    {
        var nyse = ExchangeCalendar.Nyse;
        var winter = nyse.Open(new DateOnly(2013, 1, 15));
        var summer = nyse.Open(new DateOnly(2013, 7, 15)) + 90 * UnixMicros.PerMinute;
        var halfDay = nyse.Open(new DateOnly(2013, 11, 29));
        var bars = TestBars.Walk(TestBars.Own, Interval.Minute1, [winter, summer, halfDay], 5);
        var frame = FeatureEngine.Compute(
            FeatureSetSpec
                .Parse(
                    """
                    { "name": "t", "features": [ { "indicator": "time_of_day" }, { "indicator": "session_phase" },
                      { "indicator": "day_of_week" }, { "indicator": "day_of_month" }, { "indicator": "month" } ] }
                    """
                )
                .Bind(),
            bars
        );
        Assert.Equal([570, 660, 570], frame["time_of_day_minute"]);
        Assert.Equal([0, 90, 0], frame["session_phase_since_open"]);
        Assert.Equal([390, 300, 210], frame["session_phase_to_close"]);
        Assert.Equal([1, 1, 1], frame["session_phase_regular"]);
        Assert.Equal([1, 0, 4], frame["day_of_week"]);
        Assert.Equal([15, 15, 29], frame["day_of_month"]);
        Assert.Equal([1, 7, 11], frame["month"]);
    }

    [Fact]
    public void The_vwap_begins_anew_with_each_session()
    {
        var ts = TestBars.Minutes(3, seed: 8);
        var bars = TestBars.Walk(TestBars.Own, Interval.Minute1, ts, 8);
        var frame = FeatureEngine.Compute(
            FeatureSetSpec.Parse("""{ "name": "v", "features": [ { "indicator": "vwap_distance" } ] }""").Bind(),
            bars
        );
        var (turnover, volume, day) = (0.0, 0.0, default(DateOnly));
        for (var i = 0; i < bars.Count; i++)
        {
            var date = ExchangeCalendar.Nyse.Zone.DateOf(ts[i]);
            (turnover, volume, day) = date == day ? (turnover, volume, day) : (0, 0, date);
            turnover += (bars.High[i] + bars.Low[i] + bars.Close[i]) / 3 * bars.Volume[i];
            volume += bars.Volume[i];
            Assert.Equal(bars.Close[i] / (turnover / volume) - 1, frame["vwap_distance"][i], 1e-12);
        }
    }

    [Fact]
    public void A_missing_context_symbol_is_named()
    {
        var bars = TestBars.Walk(TestBars.Own, Interval.Day1, TestBars.Daily(5), 1);
        var fault = Assert.Throws<BadInputException>(() => FeatureEngine.Compute(EverySet.Set, bars));
        Assert.Equal("context", fault.Field);
        Assert.Contains("QQQ", fault.Allowed, StringComparison.Ordinal);
    }

    [Fact]
    public void A_build_that_is_cancelled_ends_at_once()
    {
        var bars = TestBars.Walk(TestBars.Own, Interval.Day1, TestBars.Daily(5), 1);
        Assert.Throws<OperationCanceledException>(() =>
            FeatureEngine.Compute(EverySet.Set, bars, EverySet.Context(bars), new CancellationToken(true))
        );
    }

    [Fact]
    public void A_series_without_bars_has_a_frame_without_rows()
    {
        var none = TestBars.Walk(TestBars.Own, Interval.Day1, [], 1);
        var frame = FeatureEngine.Compute(EverySet.Set, none, EverySet.Context(none));
        Assert.Equal(0, frame.Rows);
        Assert.Equal(EverySet.Set.Names, frame.Names);
    }

    private static BarSeries Bars(Symbol symbol, string interval, int every, int seed) =>
        TestBars.Walk(
            symbol,
            Interval.Parse(interval),
            every == 0 ? TestBars.Daily(5) : TestBars.Minutes(5, seed, every),
            seed
        );
}
