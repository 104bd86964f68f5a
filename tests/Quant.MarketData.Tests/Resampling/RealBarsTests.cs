using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Providers.Lean;
using Quant.MarketData.Resampling;

namespace Quant.MarketData.Tests.Resampling;

public sealed class RealBarsTests
{
    /// <summary>The vendor's low of 2013-10-08 is a cent above that of its own minutes, 165.36.</summary>
    [Fact]
    public void Minutes_of_SPY_make_the_daily_bars_that_the_vendor_made()
    {
        var minutes = Load("minute", "spy");
        var daily = Load("daily", "spy.zip");
        var made = BarResampler.Resample(minutes, Interval.Day1, ExchangeCalendar.Nyse);
        Assert.Equal(7, made.Count);
        for (var i = 0; i < 6; i++)
        {
            var vendor = daily[Array.BinarySearch(daily.Ts, made.Ts[i])];
            Assert.Equal(vendor.Low == 165.37 ? vendor with { Low = 165.36 } : vendor, made[i]);
        }
    }

    /// <summary>
    /// 23 years of full-hour bars. On half days, and on the morning of 2002-09-11, the fund was traded outside the
    /// exchange's hours; the vendor's daily bar has those trades, ours leaves them out.
    /// </summary>
    [Fact]
    public void Hours_of_SPY_make_the_daily_bars_that_the_vendor_made_but_for_trades_outside_the_session()
    {
        var daily = Load("daily", "spy.zip");
        var made = BarResampler.Resample(Load("hour", "spy.zip"), Interval.Day1, ExchangeCalendar.Nyse);
        Assert.Equal(daily.Ts, made.Ts);
        var calendar = ExchangeCalendar.Nyse;
        var differing = Enumerable
            .Range(0, made.Count)
            .Where(i => daily[i] != made[i])
            .Select(i => calendar.Zone.DateOf(made.Ts[i]))
            .ToList();
        Assert.InRange(differing.Count, 0, 30);
        Assert.All(differing, date => Assert.True(calendar.IsHalfDay(date) || date == TestBars.Date("2002-09-11")));
    }

    private static BarSeries Load(params string[] below) =>
        LeanImporter.Import(LeanFolder.Discover(RealData.Folder(["lean", .. below]))[0]).Series;
}
