using Quant.MarketData.Adjustments;
using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Providers.Actions;
using Quant.Specs;
using static Quant.MarketData.Tests.TestBars;

namespace Quant.MarketData.Tests.Adjustments;

public sealed class ActionFactorsTests
{
    private static AnnouncedAction Split(string date, double oldShares, double newShares, string source = "a") =>
        new(Aapl, Date(date), ActionKind.Split, oldShares, newShares, 0, source);

    private static AnnouncedAction Cash(string date, double cash, string source = "a") =>
        new(Aapl, Date(date), ActionKind.CashDividend, 1, 1, cash, source);

    private static DerivedFactors Derive(double? close, params AnnouncedAction[] actions) =>
        ActionFactors.Derive(actions, _ => close, ExchangeCalendar.Nyse);

    [Fact]
    public void A_split_applies_up_to_the_session_before_its_ex_date_over_weekend_and_holiday()
    {
        // Monday 20 January 2020 was a holiday.
        var derived = Derive(null, Split("2020-01-21", 1, 4));
        Assert.Equal([new CorporateAction(Aapl, Date("2020-01-17"), 0.25, 1)], derived.Factors);
        Assert.Empty(derived.Pending);
    }

    [Fact]
    public void A_dividend_is_taken_of_the_close_of_the_session_before()
    {
        var asked = new List<DateOnly>();
        var derived = ActionFactors.Derive(
            [Cash("2014-08-07", 0.5)],
            session =>
            {
                asked.Add(session);
                return 100;
            },
            ExchangeCalendar.Nyse
        );
        Assert.Equal([Date("2014-08-06")], asked);
        Assert.Equal([new CorporateAction(Aapl, Date("2014-08-06"), 1, 0.995)], derived.Factors);
    }

    [Fact]
    public void Several_actions_of_one_date_combine()
    {
        var derived = Derive(
            100,
            Cash("2020-01-21", 1),
            Split("2020-01-21", 1, 2),
            Cash("2020-01-21", 4),
            Split("2020-01-21", 2, 3)
        );
        var factor = Assert.Single(derived.Factors);
        Assert.Equal(1.0 / 3, factor.SplitFactor, 1e-15);
        Assert.Equal(0.95, factor.DividendFactor, 1e-15);
    }

    [Fact]
    public void Ex_dates_with_the_same_session_before_them_combine()
    {
        var derived = Derive(100, Cash("2020-01-18", 1), Cash("2020-01-21", 2));
        var factor = Assert.Single(derived.Factors);
        Assert.Equal(0.99 * 0.98, factor.DividendFactor, 1e-15);
    }

    [Fact]
    public void What_two_sources_tell_is_paid_once()
    {
        var derived = Derive(100, Cash("2020-01-21", 1, "b"), Cash("2020-01-21", 1.01, "a"), Split("2020-01-21", 1, 2));
        Assert.Equal([new CorporateAction(Aapl, Date("2020-01-17"), 0.5, 0.99)], derived.Factors);
    }

    [Fact]
    public void A_dividend_whose_close_is_unknown_waits_and_its_split_does_not()
    {
        var dividend = Cash("2020-01-21", 1);
        var derived = Derive(null, dividend, Split("2020-01-21", 1, 2));
        Assert.Equal([new CorporateAction(Aapl, Date("2020-01-17"), 0.5, 1)], derived.Factors);
        Assert.Equal([dividend], derived.Pending);
    }

    [Theory]
    [InlineData("1998-01-01")]
    [InlineData("1980-12-12")]
    [InlineData("2031-01-02")]
    public void Actions_the_calendar_does_not_reach_wait(string date)
    {
        var split = Split(date, 1, 2);
        var derived = Derive(100, split);
        Assert.Empty(derived.Factors);
        Assert.Equal([split], derived.Pending);
    }

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(1, -1, 0)]
    [InlineData(1, double.NaN, 0)]
    [InlineData(1, double.PositiveInfinity, 0)]
    [InlineData(1, 1, -0.1)]
    [InlineData(1, 1, double.NaN)]
    [InlineData(1, 1, 100)]
    public void Numbers_that_no_action_has_are_refused(double oldShares, double newShares, double cash)
    {
        var kind = cash == 0 ? ActionKind.Split : ActionKind.CashDividend;
        var action = new AnnouncedAction(Aapl, Date("2020-01-21"), kind, oldShares, newShares, cash, "a");
        Assert.Throws<BadInputException>(() => Derive(100, action));
    }

    [Fact]
    public void A_close_that_is_no_price_and_strangers_are_refused()
    {
        Assert.Throws<BadInputException>(() => Derive(0, Cash("2020-01-21", 1)));
        Assert.Throws<BadInputException>(() => Derive(double.NaN, Cash("2020-01-21", 1)));
        var stranger = Cash("2020-01-21", 1) with { Symbol = Symbol.Parse("IBM") };
        Assert.Equal(
            "actions[1].symbol",
            Assert.Throws<BadInputException>(() => Derive(100, Cash("2020-01-21", 1), stranger)).Field
        );
    }
}
