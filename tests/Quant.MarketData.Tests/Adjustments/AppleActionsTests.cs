using Quant.MarketData.Adjustments;
using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Providers.Actions;
using Quant.MarketData.Providers.Lean;
using static Quant.MarketData.Tests.TestBars;

namespace Quant.MarketData.Tests.Adjustments;

/// <summary>Apple's splits and dividends as the company announced them, against LEAN's factor file and daily bars.</summary>
public sealed class AppleActionsTests
{
    /// <summary>Cash of each ex-date, US dollars per share of that day.</summary>
    private static readonly (double Cash, string[] ExDates)[] s_dividends =
    [
        (2.65, ["2012-08-09", "2012-11-07", "2013-02-07"]),
        (3.05, ["2013-05-09", "2013-08-08", "2013-11-06", "2014-02-06"]),
        (3.29, ["2014-05-08"]),
        (0.47, ["2014-08-07", "2014-11-06", "2015-02-05"]),
        (0.52, ["2015-05-07", "2015-08-06", "2015-11-05", "2016-02-04"]),
        (0.57, ["2016-05-05", "2016-08-04", "2016-11-03", "2017-02-09"]),
        (0.63, ["2017-05-11", "2017-08-10", "2017-11-10", "2018-02-09"]),
        (0.73, ["2018-05-11", "2018-08-10", "2018-11-08", "2019-02-08"]),
        (0.77, ["2019-05-10", "2019-08-09", "2019-11-07", "2020-02-07"]),
        (0.82, ["2020-05-08", "2020-08-07"]),
        (0.205, ["2020-11-06", "2021-02-05"]),
    ];

    private static readonly IReadOnlyList<AnnouncedAction> s_announced =
    [
        new(Aapl, Date("2000-06-21"), ActionKind.Split, 1, 2, 0, "company"),
        new(Aapl, Date("2005-02-28"), ActionKind.Split, 1, 2, 0, "company"),
        new(Aapl, Date("2014-06-09"), ActionKind.Split, 1, 7, 0, "company"),
        new(Aapl, Date("2020-08-31"), ActionKind.Split, 1, 4, 0, "company"),
        .. s_dividends.SelectMany(paid =>
            paid.ExDates.Select(date => new AnnouncedAction(
                Aapl,
                Date(date),
                ActionKind.CashDividend,
                1,
                1,
                paid.Cash,
                "company"
            ))
        ),
    ];

    private static (BarSeries Raw, IReadOnlyList<CorporateAction> Lean, DerivedFactors Derived) Read()
    {
        var import = LeanImporter.Import(LeanFolder.Discover(RealData.Folder("lean", "daily", "aapl.zip"))[0]);
        var raw = import.Series;
        var derived = ActionFactors.Derive(
            s_announced,
            session =>
                Array.BinarySearch(raw.Ts, NewYork($"{session:yyyy-MM-dd} 00:00")) is >= 0 and var i
                    ? raw.Close[i]
                    : null,
            ExchangeCalendar.Nyse
        );
        return (raw, import.Actions, derived);
    }

    /// <summary>
    /// LEAN rounds price factors to seven decimals and splits to eight, and takes some closes from another feed: single
    /// dividends agree to 2e-5, all of them together to 5e-5, splits to 2e-6.
    /// </summary>
    [Fact]
    public void Factors_made_of_what_was_announced_are_those_of_LEANs_factor_file()
    {
        var (_, lean, derived) = Read();
        Assert.Empty(derived.Pending);
        Assert.Equal(lean.Select(action => action.LastDate), derived.Factors.Select(action => action.LastDate));
        Assert.All(
            lean.Zip(derived.Factors),
            pair =>
            {
                Assert.Equal(pair.First.SplitFactor, pair.Second.SplitFactor, 2e-6);
                Assert.Equal(pair.First.DividendFactor, pair.Second.DividendFactor, 2e-5);
            }
        );
        static double Total(IEnumerable<CorporateAction> actions) =>
            actions.Aggregate(1.0, (product, action) => product * action.DividendFactor);
        Assert.Equal(1, Total(derived.Factors) / Total(lean), 5e-5);
    }

    [Theory]
    [InlineData("2014-06-06", "2014-06-09", 7)]
    [InlineData("2020-08-28", "2020-08-31", 4)]
    public void Adjusted_days_go_on_over_a_split_at_which_raw_ones_jump(string last, string first, int ratio)
    {
        var (raw, _, derived) = Read();
        BarSeries Adjust(string word) =>
            PriceAdjustment.Apply(raw, derived.Factors, AdjustmentWords.Parse(word), ExchangeCalendar.Nyse);
        int At(string date) => Array.BinarySearch(raw.Ts, NewYork($"{date} 00:00"));
        double Return(BarSeries bars) => bars.Close[At(first)] / bars.Close[At(last)];
        Assert.InRange(Return(Adjust("raw")) * ratio, 0.95, 1.05);
        Assert.Equal(Return(raw) * ratio, Return(Adjust("split")), 1e-12);
        Assert.Equal(Return(raw) * ratio, Return(Adjust("all")), 1e-12);
        Assert.Same(raw, Adjust("raw"));
    }

    [Fact]
    public void No_day_of_23_years_moves_by_a_split_once_splits_are_adjusted_for()
    {
        var (raw, _, derived) = Read();
        var split = PriceAdjustment.Apply(raw, derived.Factors, AdjustmentMode.Split, ExchangeCalendar.Nyse);
        static double Least(BarSeries bars) =>
            Enumerable.Range(1, bars.Count - 1).Min(i => bars.Open[i] / bars.Close[i - 1]);
        Assert.InRange(Least(raw), 0.13, 0.15);
        Assert.InRange(Least(split), 0.45, 1);
    }
}
