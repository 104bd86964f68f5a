using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Providers;
using Quant.MarketData.Providers.Actions;
using Quant.MarketData.Providers.Tiingo;
using Quant.MarketData.Tests.Providers.Http;
using Quant.Specs;
using static Quant.MarketData.Tests.TestBars;

namespace Quant.MarketData.Tests.Providers.Tiingo;

public sealed class TiingoProviderTests
{
    private const string Key = "abcdef0123456789abcdef0123456789abcdef01";

    private static readonly BarRequest s_minutes = new(
        [Aapl],
        Interval.Minute1,
        ExchangeCalendar.Nyse,
        NewYork("2024-03-07 09:30"),
        NewYork("2024-03-07 16:00")
    );

    private readonly VirtualTime _clock = new();

    private (TiingoProvider Tiingo, StubHandler Server) Make(Func<int, Uri, HttpResponseMessage> answer)
    {
        var server = new StubHandler(_clock) { Answer = answer };
        return (new TiingoProvider(new TiingoOptions { Key = Key }, server, _clock), server);
    }

    private Task<List<BarPage>> Bars(TiingoProvider tiingo, BarRequest request) =>
        _clock.Finish(tiingo.GetBarsAsync(request, default).ToListAsync().AsTask());

    [Fact]
    public async Task Minutes_are_read_in_utc_with_or_without_daylight_time_and_cut_to_the_range()
    {
        var (tiingo, server) = Make(
            (_, _) =>
                StubHandler.Json(
                    """
                    [{"date":"2024-03-07T14:29:00.000Z","open":1,"high":1,"low":1,"close":1,"volume":5.0},
                     {"date":"2024-03-07T14:30:00.000Z","open":169.1,"high":169.5,"low":169,"close":169.2,"volume":1810.0},
                     {"date":"2024-03-07T09:31:00-05:00","open":2,"high":2,"low":2,"close":2,"volume":null},
                     {"date":"2024-03-07T21:00:00.000Z","open":3,"high":3,"low":3,"close":3,"volume":5.0}]
                    """
                )
        );
        var page = Assert.Single(await Bars(tiingo, s_minutes));
        Assert.Equal(
            [
                new Bar(NewYork("2024-03-07 09:30"), 169.1, 169.5, 169, 169.2, 1810),
                Flat(NewYork("2024-03-07 09:31"), 2, 0),
            ],
            page.Bars
        );
        var asked = Assert.Single(server.Requests);
        Assert.Equal(
            "https://api.tiingo.com/iex/AAPL/prices?startDate=2024-03-07&endDate=2024-03-08&resampleFreq=1min"
                + "&columns=open,high,low,close,volume&afterHours=true&forceFill=false",
            asked.Address.AbsoluteUri
        );
        Assert.Equal($"Token {Key}", asked.Headers["Authorization"]);
    }

    [Fact]
    public async Task The_days_on_which_clocks_change_are_no_exception()
    {
        // The first session of daylight time opened an hour earlier in UTC than the last one before it.
        var (tiingo, _) = Make(
            (_, _) =>
                StubHandler.Json(
                    """
                    [{"date":"2023-03-10T14:30:00.000Z","open":1,"high":1,"low":1,"close":1,"volume":100},
                     {"date":"2023-03-13T13:30:00.000Z","open":2,"high":2,"low":2,"close":2,"volume":100}]
                    """
                )
        );
        var request = s_minutes with { FromTs = NewYork("2023-03-10 00:00"), ToTs = NewYork("2023-03-14 00:00") };
        var page = Assert.Single(await Bars(tiingo, request));
        Assert.Equal([NewYork("2023-03-10 09:30"), NewYork("2023-03-13 09:30")], page.Bars.Select(bar => bar.Ts));
    }

    [Fact]
    public async Task Long_ranges_are_asked_for_in_pieces_that_repeat_nothing()
    {
        var (tiingo, server) = Make(
            (_, _) =>
                StubHandler.Json("""[{"date":"2024-02-06T20:59:00Z","open":1,"high":1,"low":1,"close":1,"volume":1}]""")
        );
        var request = s_minutes with { FromTs = NewYork("2024-02-01 16:00"), ToTs = NewYork("2024-02-12 16:00") };
        var pages = await Bars(tiingo, request);
        Assert.Equal([1, 0, 0], pages.Select(page => page.Bars.Count));
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task Days_are_raw_and_stamped_midnight_in_new_york()
    {
        var (tiingo, server) = Make(
            (_, _) =>
                StubHandler.Json(
                    """
                    [{"date":"2020-08-28T00:00:00.000Z","close":499.23,"high":505.77,"low":498.31,"open":504.05,"volume":46907479},
                     {"date":"2020-08-31T00:00:00.000Z","close":129.04,"high":131.0,"low":126.0,"open":127.58,"volume":225702688}]
                    """
                )
        );
        var request = s_minutes with
        {
            Interval = Interval.Day1,
            FromTs = NewYork("2020-08-28 00:00"),
            ToTs = NewYork("2020-09-01 00:00"),
        };
        var page = Assert.Single(await Bars(tiingo, request));
        Assert.Equal(
            [
                new Bar(NewYork("2020-08-28 00:00"), 504.05, 505.77, 498.31, 499.23, 46907479),
                new Bar(NewYork("2020-08-31 00:00"), 127.58, 131, 126, 129.04, 225702688),
            ],
            page.Bars
        );
        Assert.StartsWith(
            "/tiingo/daily/AAPL/prices?startDate=2020-08-28&endDate=2020-08-31&",
            server.Requests[0].Address.PathAndQuery
        );
    }

    [Fact]
    public async Task Splits_and_dividends_are_read_from_the_days()
    {
        var (tiingo, _) = Make(
            (_, _) =>
                StubHandler.Json(
                    """
                    [{"date":"2020-08-06T00:00:00.000Z","divCash":0.0,"splitFactor":1.0},
                     {"date":"2020-08-07T00:00:00.000Z","divCash":0.82,"splitFactor":1.0},
                     {"date":"2020-08-31T00:00:00.000Z","divCash":0.0,"splitFactor":4.0},
                     {"date":"2020-09-15T00:00:00.000Z","divCash":0.5,"splitFactor":0.1}]
                    """
                )
        );
        Assert.Equal(
            [
                new(Aapl, Date("2020-08-07"), ActionKind.CashDividend, 1, 1, 0.82, "tiingo"),
                new(Aapl, Date("2020-08-31"), ActionKind.Split, 1, 4, 0, "tiingo"),
                new(Aapl, Date("2020-09-15"), ActionKind.Split, 10, 1, 0, "tiingo"),
                new AnnouncedAction(Aapl, Date("2020-09-15"), ActionKind.CashDividend, 1, 1, 0.5, "tiingo"),
            ],
            await _clock.Finish(tiingo.GetActionsAsync(Aapl, Date("2020-08-01"), Date("2020-09-30"), default))
        );
    }

    [Theory]
    [InlineData(401, """{"detail":"Invalid token."}""", "TIINGO_API_KEY")]
    [InlineData(403, """{"detail":"Please contact support"}""", "TIINGO_API_KEY")]
    [InlineData(404, """{"detail":"Error: Ticker 'NOSUCH' not found"}""", "Ticker 'NOSUCH' not found")]
    public async Task A_refusal_says_what_to_look_at_and_never_the_token(int status, string body, string says)
    {
        var (tiingo, server) = Make((_, _) => StubHandler.Status(status, body));
        var fault = await _clock.Fails<ProviderRefusedException>(
            tiingo.GetBarsAsync(s_minutes, default).ToListAsync().AsTask()
        );
        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, fault.ToString(), StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Rows_that_are_no_bars_are_told_by_their_number()
    {
        var (tiingo, _) = Make(
            (_, _) =>
                StubHandler.Json(
                    """
                    [17, {"date":"2024-03-07","open":1,"high":1,"low":1,"close":1,"volume":1},
                     {"date":"2024-03-07T14:31:00Z","open":1,"high":null,"low":1,"close":1,"volume":1},
                     {"date":"2024-03-07T14:32:00Z","open":1,"high":1,"low":1,"close":1,"volume":"x"}]
                    """
                )
        );
        var page = Assert.Single(await Bars(tiingo, s_minutes));
        Assert.Equal(
            ["1 entry", "2 date", "3 high", "4 volume"],
            page.Unreadable.Select(fault => $"{fault.Line} {fault.Column}")
        );
    }

    [Fact]
    public async Task The_free_plans_fifty_questions_an_hour_are_kept_to()
    {
        var (tiingo, server) = Make((_, _) => StubHandler.Json("[]"));
        var all = Enumerable.Range(0, 60).Select(_ => tiingo.GetBarsAsync(s_minutes, default).ToListAsync().AsTask());
        await _clock.Until(Task.WhenAll(all), stepSeconds: 5);
        // Ten at once, then one each 72 seconds.
        Assert.True(server.Requests[^1].At - VirtualTime.Begin >= TimeSpan.FromMinutes(59));
        Assert.InRange(server.Requests.Count(r => r.At < VirtualTime.Begin.AddHours(1)), 10, 60);
    }

    [Theory]
    [InlineData("24x7")]
    public async Task A_calendar_tiingo_does_not_have_is_bad_input(string calendar)
    {
        var (tiingo, _) = Make((_, _) => StubHandler.Json("[]"));
        var request = s_minutes with { Calendar = ExchangeCalendar.Parse(calendar) };
        await _clock.Fails<BadInputException>(tiingo.GetBarsAsync(request, default).ToListAsync().AsTask());
    }
}
