using System.Text;
using Quant.MarketData.Adjustments;
using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Providers;
using Quant.MarketData.Providers.Lean;
using Quant.Specs;
using static Quant.MarketData.Tests.TestBars;

namespace Quant.MarketData.Tests.Adjustments;

public sealed class PriceAdjustmentTests
{
    private static readonly ExchangeCalendar s_nyse = ExchangeCalendar.Nyse;

    private static BarSeries Adjust(BarSeries series, IReadOnlyList<CorporateAction> actions, AdjustmentMode mode) =>
        PriceAdjustment.Apply(series, actions, mode, s_nyse);

    private static CorporateAction Action(string date, double split, double dividend) =>
        new(Aapl, Date(date), split, dividend);

    private static BarSeries FourDays() =>
        Series(
            Interval.Day1,
            new Bar(NewYork("2024-03-05 00:00"), 100, 110, 90, 105, 1000, 101),
            new Bar(NewYork("2024-03-06 00:00"), 105, 110, 100, 110, 1000, 106),
            new Bar(NewYork("2024-03-07 00:00"), 56, 60, 54, 58, 2000, 57),
            new Bar(NewYork("2024-03-08 00:00"), 57, 59, 56, 58, 2000, 58)
        );

    [Fact]
    public void A_split_and_a_dividend_by_hand()
    {
        // 2-for-1 with ex-date the 7th; 0.58 paid with ex-date the 8th, after a close of 58: factor 0.99.
        CorporateAction[] actions = [Action("2024-03-06", 0.5, 1), Action("2024-03-07", 1, 0.99)];
        var raw = FourDays();
        Assert.Same(raw, Adjust(raw, actions, AdjustmentMode.None));

        var split = Adjust(raw, actions, AdjustmentMode.Split);
        Assert.Equal([52.5, 55, 58, 58], split.Close);
        Assert.Equal([50.5, 53, 57, 58], split.Vwap!);
        Assert.Equal([2000, 2000, 2000, 2000], split.Volume);

        var total = Adjust(raw, actions, AdjustmentMode.SplitAndDividend);
        Assert.Equal([105 * 0.495, 110 * 0.495, 58 * 0.99, 58], total.Close);
        Assert.Equal([2000, 2000, 2000, 2000], total.Volume);
        Assert.Equal(0, total.Close[3] / total.Close[2] - (58 + 0.58) / 58, 3);
    }

    [Fact]
    public void Actions_of_other_symbols_and_those_before_the_first_bar_change_nothing()
    {
        var raw = FourDays();
        var other = Action("2024-03-06", 0.5, 1) with { Symbol = Symbol.Parse("IBM") };
        Assert.Same(raw, Adjust(raw, [other], AdjustmentMode.Split));
        Assert.Same(raw, Adjust(raw, [Action("2024-03-06", 1, 0.9)], AdjustmentMode.Split));
        var early = Adjust(raw, [Action("2024-03-04", 0.5, 0.9)], AdjustmentMode.SplitAndDividend);
        Assert.Equal(raw.Close, early.Close);
    }

    [Fact]
    public void The_factor_changes_at_New_York_midnight_so_the_evening_still_counts_as_the_day_before()
    {
        var raw = Series(
            Interval.Minute1,
            Flat(NewYork("2024-03-06 19:59"), 100),
            Flat(NewYork("2024-03-07 04:00"), 50)
        );
        Assert.Equal([50, 50], Adjust(raw, [Action("2024-03-06", 0.5, 1)], AdjustmentMode.Split).Close);
    }

    [Fact]
    public void Returns_do_not_change_when_later_actions_become_known()
    {
        CorporateAction[] known = [Action("2024-03-05", 1, 0.98)];
        CorporateAction[] later = [.. known, Action("2024-03-07", 1.0 / 3, 0.97), Action("2024-12-02", 7, 1)];
        var before = Adjust(FourDays().Slice(0, 3), known, AdjustmentMode.SplitAndDividend);
        var after = Adjust(FourDays().Slice(0, 3), later, AdjustmentMode.SplitAndDividend);
        Assert.NotEqual(before.Close[0], after.Close[0]);
        for (var i = 1; i < 3; i++)
        {
            Assert.Equal(before.Close[i] / before.Close[i - 1], after.Close[i] / after.Close[i - 1], 1e-15);
            Assert.Equal(before.Close[i] / before.Open[i], after.Close[i] / after.Open[i], 1e-15);
        }
    }

    [Fact]
    public void A_factor_file_becomes_the_events_between_its_rows()
    {
        var text = "20100104,0.81,0.125,1\r\n20100630,0.81,0.125,20\n20110630,0.9,0.25,40\n20501231,1,1,0";
        var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var actions = LeanFactorFile.Read(stream, Aapl, "aapl.csv");
        Assert.Equal([Date("2010-06-30"), Date("2011-06-30")], actions.Select(action => action.LastDate));
        Assert.Equal([0.5, 0.25], actions.Select(action => action.SplitFactor));
        Assert.Equal(0.9, actions[0].DividendFactor, 1e-15);
        Assert.Equal(0.9, actions[1].DividendFactor, 1e-15);
    }

    [Theory]
    [InlineData("aapl")]
    [InlineData("ibm")]
    [InlineData("goog")]
    [InlineData("spy")]
    [InlineData("uso")]
    public void The_product_of_later_events_is_the_factor_in_the_file(string symbol)
    {
        var path = RealData.Folder("lean", "factor_files", $"{symbol}.csv");
        using var stream = File.OpenRead(path);
        var actions = LeanFactorFile.Read(stream, Symbol.Parse(symbol), path);
        foreach (var cells in File.ReadLines(path).Select(line => line.Split(',')))
        {
            var date = DateOnly.ParseExact(cells[0], "yyyyMMdd");
            var after = actions.Where(action => action.LastDate >= date).Reverse().ToList();
            var price = after.Aggregate(1.0, (product, action) => product * action.DividendFactor);
            var split = after.Aggregate(1.0, (product, action) => product * action.SplitFactor);
            Assert.Equal(1, price / double.Parse(cells[1]), 1e-12);
            Assert.Equal(1, split / double.Parse(cells[2]), 1e-12);
        }
    }

    [Fact]
    public void Apple_of_June_2014_is_whole_across_its_seven_for_one_split_and_pays_its_dividend_in_August()
    {
        var import = LeanImporter.Import(LeanFolder.Discover(RealData.Folder("lean", "daily", "aapl.zip"))[0]);
        var (raw, split) = (import.Series, Adjusted(import, AdjustmentMode.Split));
        var total = Adjusted(import, AdjustmentMode.SplitAndDividend);
        int At(string date) => Array.BinarySearch(raw.Ts, NewYork($"{date} 00:00"));
        var (friday, monday) = (At("2014-06-06"), At("2014-06-09"));
        Assert.InRange(raw.Close[monday] / raw.Close[friday], 0.140, 0.150);
        Assert.Equal(1.0160, split.Close[monday] / split.Close[friday], 0.001);
        Assert.Equal(7, split.Volume[friday] / raw.Volume[friday] / (split.Volume[monday] / raw.Volume[monday]), 1e-5);

        // 0.47 a share, ex 7 August 2014, after a close of 94.96.
        var (before, ex) = (At("2014-08-06"), At("2014-08-07"));
        var expected = raw.Close[ex] / raw.Close[before] / (1 - 0.47 / raw.Close[before]);
        Assert.Equal(expected, total.Close[ex] / total.Close[before], 2e-5);
        Assert.Equal(raw.Close[ex] / raw.Close[before], split.Close[ex] / split.Close[before], 1e-12);
        Assert.Equal(raw.Close[^1], total.Close[^1]);
    }

    [Theory]
    [InlineData("", "an empty file")]
    [InlineData("20240307,0.5", "20240307,0.5")]
    [InlineData("2024-03-07,0.5,1,1", "2024-03-07,0.5,1,1")]
    [InlineData("20240307,zero,1,1", "zero")]
    [InlineData("20240307,0,1,1", "0")]
    [InlineData("20240307,0.5,1,1\n20240307,1,1,0", "20240307")]
    public void A_bad_factor_file_is_named(string text, string value)
    {
        var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var error = Assert.Throws<BadInputException>(() => LeanFactorFile.Read(stream, Aapl, "aapl.csv"));
        Assert.StartsWith("aapl.csv", error.Field);
        Assert.Equal($"'{value}'", error.Value);
    }

    private static BarSeries Adjusted(BarImport import, AdjustmentMode mode) =>
        Adjust(import.Series, import.Actions, mode);
}
