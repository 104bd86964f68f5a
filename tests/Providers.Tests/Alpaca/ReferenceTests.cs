using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Providers.Actions;
using Quant.Specs;

namespace Quant.Providers.Tests.Alpaca;

/// <summary>Corporate actions, calendar, clock and assets through the provider.</summary>
public sealed class ReferenceTests
{
    private static readonly Symbol s_apple = ServedAlpaca.Symbol("AAPL");

    [Fact]
    public async Task Actions_are_found_by_their_ex_date_though_Alpaca_lists_them_by_another()
    {
        await using var alpaca = await ServedAlpaca.StartAsync();

        var actions = await alpaca.Provider.GetActionsAsync(
            s_apple,
            new DateOnly(2020, 8, 1),
            new DateOnly(2020, 8, 31),
            TestContext.Current.CancellationToken
        );

        Assert.Equal(
            [(new DateOnly(2020, 8, 14), ActionKind.CashDividend), (new DateOnly(2020, 8, 31), ActionKind.Split)],
            actions.Select(action => (action.ExDate, action.Kind))
        );
        Assert.Equal((1, 4), (actions[1].OldShares, actions[1].NewShares));
        Assert.InRange(actions[0].Cash, 0.1, 2);
    }

    [Fact]
    public async Task All_actions_of_years_come_once()
    {
        await using var alpaca = await ServedAlpaca.StartAsync();

        var actions = await alpaca.Provider.GetActionsAsync(
            s_apple,
            new DateOnly(2016, 1, 1),
            new DateOnly(2024, 6, 12),
            TestContext.Current.CancellationToken
        );

        Assert.Equal(34, actions.Count(action => action.Kind == ActionKind.CashDividend));
        Assert.Single(actions, action => action.Kind == ActionKind.Split);
        Assert.Equal(actions.OrderBy(action => action.ExDate), actions);
    }

    [Fact]
    public async Task The_calendar_is_that_of_the_exchange()
    {
        await using var alpaca = await ServedAlpaca.StartAsync();
        var (from, to) = (new DateOnly(2016, 1, 1), new DateOnly(2024, 12, 31));

        var days = await alpaca.Provider.GetCalendarAsync(from, to, TestContext.Current.CancellationToken);

        var nyse = ExchangeCalendar.Nyse;
        Assert.Equal(
            nyse.Sessions(from, to).Select(date => (date, nyse.Open(date), nyse.Close(date))),
            days.Select(day => (day.Date, day.Open, day.Close))
        );
    }

    [Theory]
    [InlineData("2024-06-12 12:00", true, "2024-06-13 09:30", "2024-06-12 16:00")]
    [InlineData("2024-06-14 17:00", false, "2024-06-17 09:30", "2024-06-17 16:00")]
    [InlineData("2024-07-03 12:00", true, "2024-07-05 09:30", "2024-07-03 13:00")]
    public async Task The_clock_knows_sessions(string now, bool open, string nextOpen, string nextClose)
    {
        await using var alpaca = await ServedAlpaca.StartAsync(now: now);

        var clock = await alpaca.Provider.GetClockAsync(TestContext.Current.CancellationToken);

        Assert.Equal(alpaca.Time.GetUtcNow(), clock.Now);
        Assert.Equal(open, clock.IsOpen);
        Assert.Equal(
            (Clock.NewYork(nextOpen), Clock.NewYork(nextClose)),
            (UnixMicros.From(clock.NextOpen), UnixMicros.From(clock.NextClose))
        );
    }

    [Fact]
    public async Task An_asset_says_that_it_is_made_up()
    {
        await using var alpaca = await ServedAlpaca.StartAsync();

        var asset = await alpaca.Provider.GetAssetAsync(s_apple, TestContext.Current.CancellationToken);

        Assert.Equal("AAPL (made-up data of FakeAlpaca)", asset.Name);
        Assert.True(asset.Active && asset.Tradable);
    }
}
