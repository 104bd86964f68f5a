using System.Security.Cryptography;
using System.Text;
using FakeAlpaca;
using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Quality;
using Quant.Specs;

namespace Quant.Providers.Tests.Server;

/// <summary>The made-up market, seen through the server.</summary>
public sealed class MarketTests : IAsyncLifetime
{
    private FakeAlpacaServer _server = null!;

    public async ValueTask InitializeAsync() =>
        _server = await FakeAlpacaServer.StartAsync(
            new FakeAlpacaOptions { Time = Clock.At("2025-07-01 12:00") },
            TestContext.Current.CancellationToken
        );

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("AAPL", 0.97, 0.6)]
    [InlineData("SPY", 0.97, 0.6)]
    [InlineData("QQQ", 0.97, 0.6)]
    [InlineData("VIXY", 0.95, 0.1)]
    public void Known_names_trade_in_nearly_every_minute_of_the_session(string symbol, double regular, double extended)
    {
        var (inSession, outside) = (0, 0);
        foreach (var date in ExchangeCalendar.Nyse.Sessions(new DateOnly(2024, 1, 2), new DateOnly(2024, 1, 31)))
        {
            var hours = ExchangeCalendar.Nyse.HoursOf(date);
            var bars = _server.BarsOf(symbol, hours.DayStart, hours.DayStart + UnixMicros.PerDay);
            inSession += bars.Count(bar => bar.Ts >= hours.Open && bar.Ts < hours.Close);
            outside += bars.Count(bar => bar.Ts < hours.Open || bar.Ts >= hours.Close);
        }

        Assert.InRange(inSession / (21.0 * 390), regular, 1);
        Assert.InRange(outside / (21.0 * 570), extended, 0.99);
    }

    [Fact]
    public void Every_bar_of_years_passes_the_judge()
    {
        foreach (var symbol in new[] { "AAPL", "VIXY", "XYZ", "A", "BRK.B", "ZZZZZ" })
        {
            var bars = _server.BarsOf(symbol, Clock.NewYork("2016-01-01 00:00"), Clock.NewYork("2018-01-01 00:00"));
            var judge = new BarValidator(
                symbol,
                Interval.Minute1,
                ExchangeCalendar.Nyse,
                RefusalPolicy.Strict,
                TimeProvider.System
            );

            Assert.All(bars, bar => Assert.True(judge.Accept(1, bar)));

            var report = judge.Report();
            Assert.True(report.Accepted > 5_000, $"{symbol}: {report}");
            Assert.Equal(0, report.OutsideHours);
        }
    }

    [Fact]
    public void Prices_go_on_from_minute_to_minute_and_from_day_to_day()
    {
        var bars = _server.BarsOf("SPY", Clock.NewYork("2023-01-01 00:00"), Clock.NewYork("2024-01-01 00:00"));

        for (var i = 1; i < bars.Count; i++)
        {
            Assert.InRange(bars[i].Open / bars[i - 1].Close, 0.97, 1.03);
        }
    }

    [Fact]
    public void A_day_is_the_same_whatever_was_asked_before()
    {
        var (from, to) = (Clock.NewYork("2022-05-03 00:00"), Clock.NewYork("2022-05-05 00:00"));
        var first = _server.BarsOf("MSFT", from, to);
        _ = _server.BarsOf("MSFT", Clock.NewYork("2017-01-01 00:00"), Clock.NewYork("2024-01-01 00:00"));

        Assert.Equal(first, _server.BarsOf("MSFT", from, to));
        Assert.NotEqual(first, _server.BarsOf("SPY", from, to));
    }

    [Fact]
    public void These_bars_are_the_same_on_every_machine()
    {
        var bars = _server.BarsOf("AAPL", Clock.NewYork("2020-08-31 09:30"), Clock.NewYork("2020-08-31 09:31"));

        Assert.Equal(
            [new Bar(Clock.NewYork("2020-08-31 09:30"), 130.8, 130.81, 130.71, 130.72, 380017, 130.779207, 1167)],
            bars
        );
        var year = _server.BarsOf("QQQ", Clock.NewYork("2022-01-01 00:00"), Clock.NewYork("2023-01-01 00:00"));
        Assert.Equal("aee98a4ca8824902", Fingerprint(year));
    }

    private static string Fingerprint(IEnumerable<Bar> bars)
    {
        var text = string.Join('\n', bars.Select(bar => bar.ToString()));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
    }

    [Fact]
    public void Volume_is_high_at_open_and_close_and_low_at_midday()
    {
        double Mean(string from, string to)
        {
            var volume = 0.0;
            foreach (var date in ExchangeCalendar.Nyse.Sessions(new DateOnly(2024, 3, 4), new DateOnly(2024, 3, 28)))
            {
                volume += _server
                    .BarsOf(
                        "AAPL",
                        Clock.NewYork($"{date:yyyy-MM-dd} {from}"),
                        Clock.NewYork($"{date:yyyy-MM-dd} {to}")
                    )
                    .Sum(bar => bar.Volume);
            }
            return volume;
        }

        var (open, noon, close) = (Mean("09:30", "10:00"), Mean("12:30", "13:00"), Mean("15:30", "16:00"));

        Assert.True(open > 3 * noon && close > 3 * noon, $"{open} {noon} {close}");
        Assert.True(Mean("08:00", "08:30") < noon / 3);
    }

    [Fact]
    public void The_split_of_apple_quarters_prices_and_multiplies_volume()
    {
        var before = _server.BarsOf("AAPL", Clock.NewYork("2020-08-17 09:30"), Clock.NewYork("2020-08-28 16:00"));
        var after = _server.BarsOf("AAPL", Clock.NewYork("2020-08-31 09:30"), Clock.NewYork("2020-09-14 16:00"));

        Assert.InRange(after[0].Open / before[^1].Close, 0.25 * 0.95, 0.25 * 1.05);
        Assert.InRange(after.Average(b => b.Volume) / before.Average(b => b.Volume), 2, 8);
    }

    [Theory]
    [InlineData("2024-07-04 00:00", "holiday")]
    [InlineData("2024-07-06 00:00", "Saturday")]
    [InlineData("2018-12-05 00:00", "day of mourning")]
    public void No_bars_when_the_market_rests(string day, string why)
    {
        var from = Clock.NewYork(day);

        Assert.True(_server.BarsOf("SPY", from, from + UnixMicros.PerDay).Count == 0, why);
    }

    [Theory]
    [InlineData("2024-07-03", "12:59", "16:59")]
    [InlineData("2024-03-08", "15:59", "19:59")]
    [InlineData("2024-03-11", "15:59", "19:59")]
    [InlineData("2024-11-01", "15:59", "19:59")]
    [InlineData("2024-11-04", "15:59", "19:59")]
    public void Hours_follow_half_days_and_daylight_time(string date, string lastRegular, string lastPossible)
    {
        var bars = _server.BarsOf("SPY", Clock.NewYork($"{date} 00:00"), Clock.NewYork($"{date} 23:59"));

        Assert.Contains(bars, bar => bar.Ts == Clock.NewYork($"{date} 09:30"));
        Assert.Contains(bars, bar => bar.Ts == Clock.NewYork($"{date} {lastRegular}"));
        Assert.InRange(bars[0].Ts, Clock.NewYork($"{date} 04:00"), Clock.NewYork($"{date} 04:30"));
        Assert.InRange(bars[^1].Ts, Clock.NewYork($"{date} {lastRegular}"), Clock.NewYork($"{date} {lastPossible}"));
    }

    [Fact]
    public void Some_days_pause_for_five_or_ten_minutes_without_a_bar()
    {
        var market = new FakeAlpaca.Market.MadeUpMarket(8);
        var pauses = 0;
        foreach (var date in ExchangeCalendar.Nyse.Sessions(new DateOnly(2019, 1, 2), new DateOnly(2023, 12, 29)))
        {
            if (market.HaltOf("AAPL", date) is { } halt)
            {
                pauses++;
                Assert.Contains((halt.ToTs - halt.FromTs) / UnixMicros.PerMinute, new long[] { 5, 10 });
                Assert.Empty(_server.BarsOf("AAPL", halt.FromTs, halt.ToTs));
                Assert.Equal(SessionTag.Regular, ExchangeCalendar.Nyse.SessionOf(halt.FromTs).Tag);
            }
        }
        Assert.InRange(pauses, 1, 12);
    }
}
