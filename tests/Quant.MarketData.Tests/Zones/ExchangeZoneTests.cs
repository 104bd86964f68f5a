using Quant.MarketData.Zones;
using Quant.Specs;
using static Quant.MarketData.Tests.TestBars;

namespace Quant.MarketData.Tests.Zones;

public sealed class ExchangeZoneTests
{
    [Fact]
    public void New_York_needs_no_time_zone_data_and_agrees_with_it_where_there_is_some()
    {
        Assert.SkipUnless(
            TimeZoneInfo.TryFindSystemTimeZoneById("America/New_York", out var system),
            "This machine has no time zone data."
        );
        var zone = ExchangeZone.NewYork;
        for (var utc = Utc("1970-01-01 00:30"); utc < Utc("2037-12-31 00:00"); utc += UnixMicros.PerHour)
        {
            var expected = system!.GetUtcOffset(UnixMicros.ToInstant(utc)).Ticks / TimeSpan.TicksPerMicrosecond;
            Assert.True(expected == zone.OffsetAt(utc), UnixMicros.Format(utc));
        }
    }

    [Theory]
    [InlineData("2007-03-11 06:59:59", -5)]
    [InlineData("2007-03-11 07:00:00", -4)]
    [InlineData("2007-11-04 05:59:59", -4)]
    [InlineData("2007-11-04 06:00:00", -5)]
    [InlineData("2006-04-02 07:00:00", -4)]
    [InlineData("2006-10-29 06:00:00", -5)]
    [InlineData("1986-04-27 07:00:00", -4)]
    [InlineData("1974-01-06 07:00:00", -4)]
    public void Clocks_move_at_two_in_the_night_on_the_dates_of_the_law(string utc, int hours) =>
        Assert.Equal(hours * UnixMicros.PerHour, ExchangeZone.NewYork.OffsetAt(Utc(utc)));

    [Theory]
    [InlineData("America/New_York", "2024-03-10 02:30", "2024-03-10 07:30")]
    [InlineData("America/New_York", "2024-11-03 01:30", "2024-11-03 05:30")]
    [InlineData("America/New_York", "2024-11-03 02:00", "2024-11-03 07:00")]
    [InlineData("Europe/London", "2024-03-31 01:30", "2024-03-31 01:30")]
    [InlineData("Europe/London", "2024-10-27 01:30", "2024-10-27 00:30")]
    [InlineData("Europe/London", "2024-07-01 12:00", "2024-07-01 11:00")]
    public void A_skipped_hour_reads_on_and_a_doubled_one_is_its_first(string zone, string local, string utc)
    {
        var known = zone == "America/New_York" || TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _);
        Assert.SkipUnless(known, "This machine has no time zone data.");
        Assert.Equal(Utc(utc), ExchangeZone.Parse(zone).ToUtc(Utc(local)));
    }

    [Fact]
    public void An_unknown_zone_is_refused_by_name()
    {
        var error = Assert.Throws<BadInputException>(() => ExchangeZone.Parse("Mars/Olympus", "--time-zone"));
        Assert.Equal("--time-zone", error.Field);
        Assert.Equal("'Mars/Olympus'", error.Value);
    }

    [Fact]
    public void Days_are_cut_at_local_midnight()
    {
        Assert.Equal(Date("2024-03-08"), ExchangeZone.NewYork.DateOf(Utc("2024-03-09 04:59")));
        Assert.Equal(Date("2024-03-09"), ExchangeZone.NewYork.DateOf(Utc("2024-03-09 05:00")));
        Assert.Equal(Utc("2024-07-01 04:00"), ExchangeZone.NewYork.Midnight(Date("2024-07-01")));
        Assert.Equal(Date("1969-12-31"), ExchangeZone.Utc.DateOf(-1));
    }
}
