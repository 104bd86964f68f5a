using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Providers;
using Quant.MarketData.Providers.Actions;
using Quant.MarketData.Providers.Alpaca;
using Quant.MarketData.Providers.Live;
using Quant.MarketData.Tests.Providers.Http;
using static Quant.MarketData.Tests.Providers.Alpaca.AlpacaSetup;
using static Quant.MarketData.Tests.TestBars;

namespace Quant.MarketData.Tests.Providers.Alpaca;

public sealed class AlpacaReferenceTests
{
    [Fact]
    public async Task Splits_and_dividends_come_from_all_pages_by_their_ex_date()
    {
        var alpaca = new AlpacaSetup(
            (i, _) =>
                StubHandler.Json(
                    i == 0
                        ? """
                        {"corporate_actions":{"cash_dividends":[
                            {"id":"1","symbol":"AAPL","rate":0.82,"special":false,"foreign":false,"process_date":"2020-08-13",
                             "ex_date":"2020-08-07","record_date":"2020-08-10","payable_date":"2020-08-13"},
                            {"id":"2","symbol":"AAPL","rate":0.205,"process_date":"2020-11-12","ex_date":"2020-11-06"},
                            {"id":"3","symbol":"AAPL","rate":0,"process_date":"2020-08-14","ex_date":"2020-08-14"}]},
                         "next_page_token":"more"}
                        """
                        : """
                        {"corporate_actions":{"forward_splits":[
                            {"id":"4","symbol":"AAPL","new_rate":4,"old_rate":1,"process_date":"2020-08-31","ex_date":"2020-08-31"}],
                          "reverse_splits":[{"symbol":"AAPL","new_rate":1,"old_rate":10,"ex_date":"2020-09-15"}],
                          "stock_dividends":[{"symbol":"AAPL","rate":0.05,"ex_date":"2020-09-10"}],
                          "name_changes":[{"old_symbol":"FB","new_symbol":"META"}]},
                         "next_page_token":null}
                        """
                )
        );
        var actions = await alpaca.Clock.Finish(
            alpaca.Provider.GetActionsAsync(Aapl, Date("2020-08-01"), Date("2020-09-30"), default)
        );
        Assert.Equal(
            [
                new(Aapl, Date("2020-08-07"), ActionKind.CashDividend, 1, 1, 0.82, "alpaca"),
                new(Aapl, Date("2020-08-31"), ActionKind.Split, 1, 4, 0, "alpaca"),
                new(Aapl, Date("2020-09-10"), ActionKind.Split, 1, 1.05, 0, "alpaca"),
                new AnnouncedAction(Aapl, Date("2020-09-15"), ActionKind.Split, 10, 1, 0, "alpaca"),
            ],
            actions
        );
        var query = Query(alpaca.Server.Requests[0].Address);
        Assert.Equal("/v1/corporate-actions", alpaca.Server.Requests[0].Address.AbsolutePath);
        // Alpaca goes by the day of payment; a dividend paid in October may have gone ex in September.
        Assert.True(string.CompareOrdinal(query["end"], "2020-10-31") > 0);
        Assert.Equal("more", Query(alpaca.Server.Requests[1].Address)["page_token"]);
    }

    [Theory]
    [InlineData("""{"next_page_token":null}""")]
    [InlineData(
        """{"corporate_actions":{"forward_splits":[{"symbol":"AAPL","new_rate":0,"old_rate":1,"ex_date":"2020-08-31"}]}}"""
    )]
    [InlineData("""{"corporate_actions":{"forward_splits":[{"symbol":"AAPL","new_rate":4,"old_rate":1}]}}""")]
    [InlineData("""{"corporate_actions":{"cash_dividends":{"symbol":"AAPL"}}}""")]
    public async Task Actions_that_cannot_be_read_are_not_left_out_in_silence(string body)
    {
        var alpaca = new AlpacaSetup((_, _) => StubHandler.Json(body));
        await alpaca.Clock.Fails<ProviderUnavailableException>(
            alpaca.Provider.GetActionsAsync(Aapl, Date("2020-08-01"), Date("2020-09-30"), default)
        );
    }

    [Fact]
    public async Task The_clock_is_told()
    {
        var alpaca = new AlpacaSetup(
            (_, _) =>
                StubHandler.Json(
                    """
                    {"timestamp":"2024-03-08T10:00:00.123456789-05:00","is_open":true,
                     "next_open":"2024-03-11T09:30:00-04:00","next_close":"2024-03-08T16:00:00-05:00"}
                    """
                )
        );
        var clock = await alpaca.Clock.Finish(alpaca.Provider.GetClockAsync(default));
        Assert.Equal(
            new MarketClock(
                new DateTimeOffset(2024, 3, 8, 15, 0, 0, TimeSpan.Zero).AddTicks(1234560),
                true,
                new DateTimeOffset(2024, 3, 11, 13, 30, 0, TimeSpan.Zero),
                new DateTimeOffset(2024, 3, 8, 21, 0, 0, TimeSpan.Zero)
            ),
            clock
        );
        Assert.Equal("https://paper-api.alpaca.markets/v2/clock", alpaca.Server.Requests[0].Address.AbsoluteUri);
    }

    [Fact]
    public async Task Sessions_of_the_calendar_are_those_of_ours()
    {
        var alpaca = new AlpacaSetup(
            (_, _) =>
                StubHandler.Json(
                    """
                    [{"date":"2024-07-02","open":"09:30","close":"16:00","session_open":"0400","session_close":"2000"},
                     {"date":"2024-07-03","open":"09:30","close":"13:00","session_open":"0400","session_close":"1700"}]
                    """
                )
        );
        var sessions = await alpaca.Clock.Finish(
            alpaca.Provider.GetCalendarAsync(Date("2024-07-02"), Date("2024-07-04"), default)
        );
        var ours = ExchangeCalendar.Nyse;
        Assert.Equal(
            ours.Sessions(Date("2024-07-02"), Date("2024-07-04"))
                .Select(date => new AlpacaSession(date, ours.Open(date), ours.Close(date))),
            sessions
        );
    }

    [Fact]
    public async Task An_asset_is_told_and_an_unknown_one_refused()
    {
        var alpaca = new AlpacaSetup(
            (i, _) =>
                i == 0
                    ? StubHandler.Json(
                        """
                        {"id":"b0b6dd9d","class":"us_equity","exchange":"NYSE","symbol":"BRK.B","status":"active",
                         "name":"Berkshire Hathaway Inc. Class B","tradable":true}
                        """
                    )
                    : StubHandler.Status(404, """{"code":40410000,"message":"asset not found for NOSUCH"}""")
        );
        var symbol = Symbol.Parse("BRK.B");
        Assert.Equal(
            new AlpacaAsset(symbol, "Berkshire Hathaway Inc. Class B", "NYSE", "us_equity", true, true),
            await alpaca.Clock.Finish(alpaca.Provider.GetAssetAsync(symbol, default))
        );
        var fault = await alpaca.Clock.Fails<ProviderRefusedException>(
            alpaca.Provider.GetAssetAsync(Symbol.Parse("NOSUCH"), default)
        );
        Assert.Contains("asset not found for NOSUCH", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Latest_bars_of_several_symbols_are_one_question()
    {
        var alpaca = new AlpacaSetup(
            (_, _) => Page($"\"AAPL\":{Bar("2024-03-08T14:58:00Z", 1)},\"MSFT\":{Bar("2024-03-08T14:59:00Z", 2)}"),
            Options with
            {
                Feed = AlpacaFeed.DelayedSip,
            }
        );
        var pages = await alpaca.Clock.Finish(
            alpaca.Provider.GetLatestBarsAsync([Aapl, Symbol.Parse("MSFT")], ExchangeCalendar.Nyse, default)
        );
        Assert.Equal([1, 2], pages.Select(page => Assert.Single(page.Bars).Close));
        var address = alpaca.Server.Requests[0].Address;
        Assert.Equal("/v2/stocks/bars/latest", address.AbsolutePath);
        Assert.Equal("delayed_sip", Query(address)["feed"]);
    }
}
