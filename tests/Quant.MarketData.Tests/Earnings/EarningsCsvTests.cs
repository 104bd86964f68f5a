using System.Text;
using Quant.MarketData.Earnings;
using Quant.Specs;
using static Quant.MarketData.Tests.TestBars;

namespace Quant.MarketData.Tests.Earnings;

public sealed class EarningsCsvTests
{
    private static IReadOnlyList<EarningsDate> Read(string text, bool allowLate = false) =>
        EarningsCsv.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "e.csv", allowLate);

    private static DateTimeOffset Moment(long ts) => UnixMicros.ToInstant(ts);

    [Fact]
    public void Columns_are_found_by_name_and_times_by_their_words()
    {
        var dates = Read(
            """
            Known At,Symbol,Date,Note,Time
            2024-04-01T12:00:00Z,aapl,2024-05-02,x,after_close
            2024-04-01 12:00,MSFT,20240425,,BMO
            2024-04-01T08:00:00-04:00,IBM,2024-04-24,,
            """
        );
        var known = Moment(Utc("2024-04-01 12:00"));
        Assert.Equal(["AAPL", "MSFT", "IBM"], dates.Select(date => date.Symbol.ToString()));
        Assert.Equal(
            [EarningsTime.AfterClose, EarningsTime.BeforeOpen, EarningsTime.Unknown],
            dates.Select(date => date.Time)
        );
        Assert.All(dates, date => Assert.Equal((known, "e.csv"), (date.KnownAt, date.Source)));
        Assert.Equal(Date("2024-04-25"), dates[1].Date);
    }

    [Fact]
    public void A_date_it_became_known_on_means_the_end_of_that_date_in_New_York()
    {
        var date = Assert.Single(Read("symbol,date,known_at\nAAPL,2024-05-02,2024-05-02"));
        Assert.Equal(Moment(NewYork("2024-05-03 00:00")), date.KnownAt);
    }

    [Theory]
    [InlineData("2024-05-03")]
    [InlineData("2024-05-03T04:00:01Z")]
    public void What_became_known_after_the_date_is_refused_unless_that_is_allowed(string knownAt)
    {
        var text = $"symbol,date,known_at\nAAPL,2024-05-02,{knownAt}";
        Assert.Equal("e.csv: line 2, column known_at", Assert.Throws<BadInputException>(() => Read(text)).Field);
        Assert.Single(Read(text, allowLate: true));
    }

    [Theory]
    [InlineData("", "e.csv")]
    [InlineData("symbol,date,known_at\n", "e.csv")]
    [InlineData("symbol,date,time\nAAPL,2024-05-02,amc", "e.csv: line 1")]
    [InlineData("symbol,date,known_at\n,2024-05-02,2024-05-01", "e.csv: line 2, column symbol")]
    [InlineData("symbol,date,known_at\nAAPL,2024-05-02T10:00,2024-05-01", "e.csv: line 2, column date")]
    [InlineData("symbol,date,known_at\nAAPL,2024-02-30,2024-02-01", "e.csv: line 2, column date")]
    [InlineData("symbol,date,known_at\nAAPL,2024-05-02", "e.csv: line 2, column known_at")]
    [InlineData("symbol,date,known_at\nAAPL,2024-05-02,soon", "e.csv: line 2, column known_at")]
    [InlineData("symbol,date,known_at,time\nAAPL,2024-05-02,2024-05-01,noon", "e.csv: line 2, column time")]
    public void What_cannot_be_read_is_named(string text, string field) =>
        Assert.Equal(field, Assert.Throws<BadInputException>(() => Read(text)).Field);
}
