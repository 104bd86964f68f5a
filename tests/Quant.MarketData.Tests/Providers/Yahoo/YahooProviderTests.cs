using System.Globalization;
using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Providers;
using Quant.MarketData.Providers.Actions;
using Quant.MarketData.Providers.Yahoo;
using Quant.MarketData.Tests.Providers.Http;
using Quant.Specs;
using static Quant.MarketData.Tests.TestBars;

namespace Quant.MarketData.Tests.Providers.Yahoo;

public sealed class YahooProviderTests
{
    private static readonly BarRequest s_minutes = new(
        [Aapl],
        Interval.Minute1,
        ExchangeCalendar.Nyse,
        Utc("2024-03-08 14:30"),
        Utc("2024-03-08 15:30")
    );

    /// <summary>Apple's splits of 2014 and 2020, and dividends around the first, as Yahoo tells them today.</summary>
    private static readonly string s_appleEvents = $$$"""
        {"dividends":{"1391783400":{"amount":0.108929,"date":{{{Seconds("2014-02-06 14:30")}}} },
                      "1407504600":{"amount":0.1175,"date":{{{Seconds("2014-08-07 13:30")}}} },
                      "1699021800":{"amount":0.24,"date":{{{Seconds("2023-11-10 14:30")}}} }},
         "splits":{"1402320600":{"date":{{{Seconds(
            "2014-06-09 13:30"
        )}}},"numerator":7,"denominator":1,"splitRatio":"7:1"},
                   "1598880600":{"date":{{{Seconds(
            "2020-08-31 13:30"
        )}}},"numerator":4,"denominator":1,"splitRatio":"4:1"} } }
        """;

    private readonly VirtualTime _clock = new();

    private (YahooProvider Yahoo, StubHandler Server) Make(Func<int, Uri, HttpResponseMessage> answer)
    {
        var server = new StubHandler(_clock) { Answer = answer };
        return (new YahooProvider(new YahooOptions(), server, _clock), server);
    }

    private Task<List<BarPage>> Bars(YahooProvider yahoo, BarRequest request) =>
        _clock.Finish(yahoo.GetBarsAsync(request, default).ToListAsync().AsTask());

    private static string Seconds(string utc) => (Utc(utc) / 1_000_000).ToString(CultureInfo.InvariantCulture);

    private static HttpResponseMessage Chart(
        string granularity,
        string times,
        string open,
        string high,
        string low,
        string close,
        string volume,
        string events = "null",
        string zone = "America/New_York",
        string symbol = "AAPL"
    ) =>
        StubHandler.Json(
            $$$"""
            {"chart":{"result":[{"meta":{"currency":"USD","symbol":"{{{symbol}}}","exchangeName":"NMS","gmtoffset":-18000,
              "exchangeTimezoneName":"{{{zone}}}","dataGranularity":"{{{granularity}}}","range":""},
              "timestamp":[{{{times}}}],"events":{{{events}}},
              "indicators":{"quote":[{"open":[{{{open}}}],"high":[{{{high}}}],"low":[{{{low}}}],"close":[{{{close}}}],"volume":[{{{volume}}}]}]} }],
             "error":null}}
            """
        );

    private static HttpResponseMessage Minutes(params (string Time, string Price)[] bars)
    {
        var prices = string.Join(',', bars.Select(bar => bar.Price));
        var times = string.Join(',', bars.Select(bar => Seconds(bar.Time)));
        return Chart("1m", times, prices, prices, prices, prices, string.Join(',', bars.Select(_ => "100")));
    }

    [Fact]
    public async Task A_null_entry_is_no_bar_and_no_fault()
    {
        var (yahoo, server) = Make(
            (_, _) =>
                Minutes(
                    ("2024-03-08 14:30", "170.0500030517578"),
                    ("2024-03-08 14:31", "null"),
                    ("2024-03-08 14:32", "171")
                )
        );
        var page = Assert.Single(await Bars(yahoo, s_minutes));
        // 170.0500030517578 is the 32-bit float of 170.05.
        Assert.Equal([Flat(Utc("2024-03-08 14:30"), 170.05), Flat(Utc("2024-03-08 14:32"), 171)], page.Bars);
        Assert.Empty(page.Unreadable);
        // A bar of today can have no split after it: one question.
        var address = Assert.Single(server.Requests).Address;
        Assert.Equal("https://query1.finance.yahoo.com/v8/finance/chart/AAPL", address.GetLeftPart(UriPartial.Path));
        Assert.Contains("interval=1m&", address.Query, StringComparison.Ordinal);
        Assert.Contains("includePrePost=true", address.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_bar_of_the_running_minute_and_the_price_of_the_moment_do_not_pass()
    {
        var (yahoo, _) = Make(
            (_, _) =>
                Minutes(
                    ("2024-03-08 14:58", "1"),
                    ("2024-03-08 14:59", "2"),
                    ("2024-03-08 15:00", "3"),
                    ("2024-03-08 14:59:47", "4")
                )
        );
        var page = Assert.Single(await Bars(yahoo, s_minutes));
        Assert.Equal([1, 2], page.Bars.Select(bar => bar.Close));
    }

    [Fact]
    public async Task Prices_are_those_that_were_traded_through_both_splits_of_apple()
    {
        var days = new[] { "2014-06-06 13:30", "2014-06-09 13:30", "2020-08-28 13:30", "2020-08-31 13:30" };
        var (yahoo, server) = Make(
            (_, address) =>
                address.Query.Contains("interval=1mo", StringComparison.Ordinal)
                    ? Chart("1mo", "", "", "", "", "", "", s_appleEvents)
                    : Chart(
                        "1d",
                        string.Join(',', days.Select(Seconds)),
                        "23.210714340209961,23.175001144409180,126.01249694824219,127.58000183105469",
                        "23.259286880493164,23.469999313354492,126.44249725341797,131",
                        "23.016786575317383,22.937500000000000,124.57749938964844,126",
                        "23.056072235107422,23.424999237060547,124.80750274658203,129.0399932861328",
                        "349938400,301660000,187630000,225702700",
                        // The chart itself tells but the split in the middle of its range.
                        """{"splits":{"1":{"date":1402320600,"numerator":7,"denominator":1}}}"""
                    )
        );
        var request = s_minutes with
        {
            Interval = Interval.Day1,
            FromTs = NewYork("2014-06-06 00:00"),
            ToTs = NewYork("2020-09-01 00:00"),
        };
        var page = Assert.Single(await Bars(yahoo, request));
        Assert.Equal(
            [
                new Bar(NewYork("2014-06-06 00:00"), 649.9, 651.26, 644.47, 645.57, 12_497_800),
                new Bar(NewYork("2014-06-09 00:00"), 92.7, 93.88, 91.75, 93.7, 75_415_000),
                new Bar(NewYork("2020-08-28 00:00"), 504.05, 505.77, 498.31, 499.23, 46_907_500),
                new Bar(NewYork("2020-08-31 00:00"), 127.58, 131, 126, 129.04, 225_702_700),
            ],
            page.Bars
        );
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task The_day_that_is_not_over_does_not_pass()
    {
        var (yahoo, _) = Make(
            (_, _) =>
                Chart(
                    "1d",
                    $"{Seconds("2024-03-07 14:30")},{Seconds("2024-03-08 15:00")}",
                    "1,2",
                    "1,2",
                    "1,2",
                    "1,2",
                    "5,6"
                )
        );
        var request = s_minutes with { Interval = Interval.Day1, FromTs = NewYork("2024-03-07 00:00") };
        var page = Assert.Single(await Bars(yahoo, request));
        Assert.Equal([Flat(NewYork("2024-03-07 00:00"), 1, 5)], page.Bars);
    }

    [Theory]
    [InlineData("1d", "America/New_York", "bars of '1d' where 1m was asked for")]
    [InlineData("", "America/New_York", "bars of '' where 1m was asked for")]
    [InlineData("1m", "Europe/London", "trades in the zone 'Europe/London'")]
    public async Task Bars_of_another_length_or_exchange_are_refused(string granularity, string zone, string says)
    {
        var (yahoo, _) = Make(
            (_, _) => Chart(granularity, Seconds("2024-03-08 14:30"), "1", "1", "1", "1", "1", zone: zone)
        );
        var fault = await _clock.Fails<ProviderRefusedException>(
            yahoo.GetBarsAsync(s_minutes, default).ToListAsync().AsTask()
        );
        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Minutes_older_than_yahoo_keeps_are_refused_and_not_taken_for_a_time_without_trades()
    {
        var (yahoo, server) = Make((_, _) => Minutes());
        var request = s_minutes with { FromTs = Utc("2024-01-02 14:30") };
        var fault = await _clock.Fails<ProviderRefusedException>(
            yahoo.GetBarsAsync(request, default).ToListAsync().AsTask()
        );
        Assert.Contains("reach back 30 days", fault.Message, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Minutes_are_asked_for_in_pieces_of_seven_days_up_to_now()
    {
        var (yahoo, server) = Make((_, _) => Minutes());
        var request = s_minutes with { FromTs = Utc("2024-02-12 14:30"), ToTs = Utc("2024-03-20 00:00") };
        Assert.All(await Bars(yahoo, request), page => Assert.Empty(page.Bars));
        var pieces = server.Requests.Where(r => r.Address.Query.Contains("interval=1m&", StringComparison.Ordinal));
        Assert.Equal(
            ["2024-02-12 14:30", "2024-02-19 14:30", "2024-02-26 14:30", "2024-03-04 14:30"],
            pieces.Select(r => r.Address.Query.Split("period1=")[1].Split('&')[0]).Select(Written)
        );
        Assert.EndsWith(
            $"period2={Seconds("2024-03-08 15:00")}",
            server.Requests[^1].Address.Query.Split("&include")[0]
        );

        static string Written(string seconds) =>
            DateTimeOffset
                .FromUnixTimeSeconds(long.Parse(seconds, CultureInfo.InvariantCulture))
                .ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task A_range_in_which_nothing_was_traded_is_an_answer()
    {
        const string Nothing = """
            {"chart":{"result":null,"error":{"code":"Bad Request",
             "description":"Data doesn't exist for startDate = 1709908200, endDate = 1709911800"}}}
            """;
        var (yahoo, _) = Make((_, _) => StubHandler.Status(400, Nothing));
        Assert.Empty(await Bars(yahoo, s_minutes));
    }

    [Fact]
    public async Task An_unknown_symbol_is_refused_in_yahoos_words()
    {
        const string NotFound = """
            {"chart":{"result":null,"error":{"code":"Not Found","description":"No data found, symbol may be delisted"}}}
            """;
        var (yahoo, server) = Make((_, _) => StubHandler.Status(404, NotFound));
        var fault = await _clock.Fails<ProviderRefusedException>(
            yahoo.GetBarsAsync(s_minutes, default).ToListAsync().AsTask()
        );
        Assert.Contains("No data found, symbol may be delisted", fault.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("BRK.B", "XNYS", "BRK-B", "America/New_York")]
    [InlineData("BTC/USD", "24x7", "BTC-USD", "UTC")]
    [InlineData("^GSPC", "XNYS", "^GSPC", "America/New_York")]
    public async Task Symbols_are_asked_for_as_yahoo_writes_them(
        string symbol,
        string calendar,
        string theirs,
        string zone
    )
    {
        var (yahoo, server) = Make(
            (_, _) => Chart("1m", Seconds("2024-03-08 14:30"), "1", "1", "1", "1", "null", zone: zone, symbol: theirs)
        );
        var request = s_minutes with { Symbols = [Symbol.Parse(symbol)], Calendar = ExchangeCalendar.Parse(calendar) };
        var page = Assert.Single(await Bars(yahoo, request));
        Assert.Equal(Symbol.Parse(symbol), page.Symbol);
        Assert.Equal(0, Assert.Single(page.Bars).Volume);
        Assert.EndsWith("/" + theirs, Uri.UnescapeDataString(server.Requests[0].Address.AbsolutePath));
    }

    [Fact]
    public async Task A_chart_of_another_symbol_is_not_stored_as_the_one_asked_for()
    {
        var (yahoo, _) = Make((_, _) => Chart("1m", "", "", "", "", "", "", symbol: "MSFT"));
        await _clock.Fails<ProviderUnavailableException>(yahoo.GetBarsAsync(s_minutes, default).ToListAsync().AsTask());
    }

    [Fact]
    public async Task Dividends_are_told_as_they_were_paid_and_splits_as_they_were()
    {
        var (yahoo, _) = Make((_, _) => Chart("1mo", "", "", "", "", "", "", s_appleEvents));
        var actions = await _clock.Finish(yahoo.GetActionsAsync(Aapl, Date("2014-01-01"), Date("2020-12-31"), default));
        Assert.Equal(
            [
                // 3.05 and 0.47 dollars: 28 and 4 shares of today.
                new(Aapl, Date("2014-02-06"), ActionKind.CashDividend, 1, 1, 3.05, "yahoo"),
                new(Aapl, Date("2014-06-09"), ActionKind.Split, 1, 7, 0, "yahoo"),
                new(Aapl, Date("2014-08-07"), ActionKind.CashDividend, 1, 1, 0.47, "yahoo"),
                new AnnouncedAction(Aapl, Date("2020-08-31"), ActionKind.Split, 1, 4, 0, "yahoo"),
            ],
            actions
        );
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"chart":{"result":[],"error":null}}""")]
    [InlineData("""{"chart":{"result":[{"meta":{},"timestamp":[1,2],"indicators":{"quote":[{"open":[1]}]}}]}}""")]
    [InlineData("""{"chart":{"result":[{"meta":{},"events":{"splits":[]}}]}}""")]
    [InlineData(
        """{"chart":{"result":[{"meta":{},"events":{"splits":{"1":{"date":1,"numerator":0,"denominator":1}}}}]}}"""
    )]
    public async Task What_is_no_chart_is_asked_for_again_and_then_unavailable(string body)
    {
        var (yahoo, server) = Make((_, _) => StubHandler.Json(body));
        await _clock.Fails<ProviderUnavailableException>(yahoo.GetBarsAsync(s_minutes, default).ToListAsync().AsTask());
        Assert.True(server.Requests.Count > 1);
    }

    [Fact]
    public async Task An_entry_that_is_no_bar_is_told()
    {
        var (yahoo, _) = Make(
            (_, _) => Chart("1m", $"{Seconds("2024-03-08 14:30")},1.5", "\"x\",1", "1,1", "1,1", "1,1", "1,1")
        );
        var page = Assert.Single(await Bars(yahoo, s_minutes));
        Assert.Empty(page.Bars);
        Assert.Equal(["1 open", "2 timestamp"], page.Unreadable.Select(fault => $"{fault.Line} {fault.Column}"));
    }

    [Fact]
    public async Task More_than_one_symbol_at_a_time_is_bad_input()
    {
        var (yahoo, _) = Make((_, _) => Minutes());
        var two = s_minutes with { Symbols = [Aapl, Symbol.Parse("MSFT")] };
        await _clock.Fails<BadInputException>(yahoo.GetBarsAsync(two, default).ToListAsync().AsTask());
    }
}
