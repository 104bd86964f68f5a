using Quant.Features.Engine;
using Quant.Features.Sets;
using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.Specs;

namespace Quant.Features.Tests.Engine;

/// <summary>A context bar counts from its close on, not from its start.</summary>
public class ContextJoinTests
{
    private static readonly ExchangeCalendar s_nyse = ExchangeCalendar.Nyse;

    [Fact]
    public void Minute_rows_see_yesterdays_daily_bar_until_the_session_closes()
    {
        var days = TestBars.Daily(4);
        var context = TestBars.Walk(TestBars.Qqq, Interval.Day1, days, 1);
        var ts = days[1..].SelectMany(Session).ToArray();
        var bars = TestBars.Walk(TestBars.Own, Interval.Minute1, ts, 2);
        var price = Price(bars, context);
        for (var i = 0; i < ts.Length; i++)
        {
            var session = 1 + i / 390;
            var isLast = i % 390 == 389;
            Assert.Equal(context.Close[isLast ? session : session - 1], price[i]);
        }
    }

    [Fact]
    public void Hourly_bars_are_seen_when_their_hour_is_over()
    {
        var open = s_nyse.Open(new DateOnly(2010, 1, 4));
        var hours = Enumerable.Range(0, 7).Select(i => open + i * UnixMicros.PerHour).ToArray();
        var context = TestBars.Walk(TestBars.Qqq, Interval.Hour1, hours, 3);
        var bars = TestBars.Walk(TestBars.Own, Interval.Minute1, [.. Session(TestBars.Daily(1)[0])], 4);
        var price = Price(bars, context);
        for (var minute = 0; minute < 390; minute++)
        {
            var closed = minute == 389 ? 7 : (minute + 1) / 60;
            Assert.Equal(closed == 0 ? double.NaN : context.Close[closed - 1], price[minute]);
        }
    }

    [Fact]
    public void Bars_of_the_same_interval_are_joined_on_the_same_bar()
    {
        var days = TestBars.Daily(50);
        var context = TestBars.Walk(TestBars.Qqq, Interval.Day1, days, 1);
        var bars = TestBars.Walk(TestBars.Own, Interval.Day1, days, 2);
        Assert.Equal(context.Close, Price(bars, context));
    }

    [Fact]
    public void A_context_bar_that_is_too_old_is_not_used()
    {
        var open = s_nyse.Open(new DateOnly(2010, 1, 4));
        var minutes = Enumerable.Range(0, 60).Select(i => open + i * UnixMicros.PerMinute).ToArray();
        var bars = TestBars.Walk(TestBars.Own, Interval.Minute1, minutes, 1);
        var context = TestBars.Walk(TestBars.Qqq, Interval.Minute1, [minutes[0], minutes[1], minutes[30]], 2);
        var price = Price(bars, context, maxAge: 10);
        for (var i = 0; i < 60; i++)
        {
            var last = i >= 30 ? 30 : Math.Min(i, 1);
            Assert.Equal(i - last <= 10 ? context.Close[last == 30 ? 2 : last] : double.NaN, price[i]);
        }
    }

    [Fact]
    public void Pairs_compare_with_the_context_as_it_was_known()
    {
        var days = TestBars.Daily(3);
        var context = TestBars.Walk(TestBars.Qqq, Interval.Day1, days, 1);
        var bars = TestBars.Walk(TestBars.Own, Interval.Minute1, [.. Session(days[1])], 2);
        var ratio = Compute(bars, context, """{ "indicator": "price_ratio", "symbol": "QQQ" }""", 7_200)[0];
        Assert.Equal(bars.Close[100] / context.Close[0], ratio[100]);
        Assert.Equal(bars.Close[389] / context.Close[1], ratio[389]);
    }

    [Fact]
    public void A_round_the_clock_context_keeps_its_own_day()
    {
        var midnight = UnixMicros.From(new DateTimeOffset(2010, 1, 4, 0, 0, 0, TimeSpan.Zero));
        var context = TestBars.Walk(TestBars.Qqq, Interval.Day1, [midnight, midnight + UnixMicros.PerDay], 1);
        var bars = TestBars.Walk(TestBars.Own, Interval.Day1, TestBars.Daily(3), 2);
        var price = Compute(
            bars,
            context,
            """{ "indicator": "price", "symbol": "QQQ" }""",
            7_200,
            """ "contextCalendars": { "QQQ": "24x7" }, """
        )[0];
        Assert.Equal([double.NaN, context.Close[0], context.Close[1]], price);
    }

    private static double[] Price(BarSeries bars, BarSeries context, int maxAge = 7_200) =>
        Compute(bars, context, """{ "indicator": "price", "symbol": "QQQ" }""", maxAge)[0];

    private static double[][] Compute(
        BarSeries bars,
        BarSeries context,
        string feature,
        int maxAge,
        string options = ""
    ) =>
        FeatureEngine
            .Compute(
                FeatureSetSpec
                    .Parse(
                        $$"""{ "name": "c", {{options}} "contextMaxAgeMinutes": {{maxAge}}, "features": [ {{feature}} ] }"""
                    )
                    .Bind(),
                bars,
                EverySet.Context(context)
            )
            .Columns;

    private static IEnumerable<long> Session(long midnight) =>
        Enumerable.Range(0, 390).Select(i => s_nyse.Open(s_nyse.Zone.DateOf(midnight)) + i * UnixMicros.PerMinute);
}
