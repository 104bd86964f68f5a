using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Providers;
using Quant.MarketData.Providers.Sample;
using Quant.MarketData.Providers.Synthetic;
using Quant.Specs;
using static Quant.MarketData.Tests.TestBars;

namespace Quant.MarketData.Tests.Providers;

public sealed class SampleTests
{
    private static readonly SampleBarProvider s_provider = new([new Sp500Sample(), new SyntheticSource()]);

    [Fact]
    public void The_built_in_sample_is_5105_sessions_of_the_index()
    {
        var import = new Sp500Sample().Load(Sp500Sample.Symbol);
        Assert.Equal((5105, Interval.Day1), (import.Series.Count, import.Series.Interval));
        Assert.Equal((5105, 0), (import.Report.Regular, import.Report.RefusedCount));
        Assert.Equal(
            new Bar(NewYork("2000-01-03 00:00"), 1469.25, 1478, 1438.359985, 1455.219971, 931800000),
            import.Series[0]
        );
        Assert.Equal(NewYork("2020-04-17 00:00"), import.Series.Ts[^1]);
        Assert.True(File.Exists(Path.Combine(AppContext.BaseDirectory, "sample", "sp500-2000.csv")));
    }

    [Fact]
    public void A_sample_is_cut_to_the_dates_asked_for()
    {
        var sample = new Sp500Sample();
        var year = sample.Load(Sp500Sample.Symbol, Date("2008-01-01"), Date("2008-12-31")).Series;
        Assert.Equal(253, year.Count);
        Assert.Equal(0, sample.Load(Sp500Sample.Symbol, Date("2021-01-01")).Series.Count);
        Assert.Equal(5105, sample.Load(Sp500Sample.Symbol, DateOnly.MinValue, DateOnly.MaxValue).Series.Count);
        Assert.Throws<BadInputException>(() => sample.Load(Aapl));
        Assert.Throws<BadInputException>(() => new SyntheticSource().Load(Aapl));
    }

    [Fact]
    public void A_sample_that_was_not_installed_says_how_to_get_it()
    {
        using var folder = new TemporaryFolder();
        var error = Assert.Throws<BadInputException>(() => Sp500Sample.Find(folder.Path));
        Assert.Contains("npm ci", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Samples_are_served_page_by_page_as_by_any_provider()
    {
        var pages = new List<int>();
        var last = 0L;
        await foreach (
            var page in s_provider.GetBarsAsync(
                Ask("SPX", Interval.Day1, NewYork("2008-06-02 00:00"), NewYork("2010-01-05 00:00")),
                default
            )
        )
        {
            pages.Add(page.Bars.Count);
            Assert.True(page.Bars[0].Ts > last);
            last = page.Bars[^1].Ts;
        }
        Assert.Equal([149, 252, 1], pages);
    }

    [Fact]
    public async Task Unknown_symbols_and_intervals_are_refused()
    {
        async Task Read(string symbol)
        {
            var request = Ask(symbol, Interval.Day1, NewYork("2010-01-04 00:00"), NewYork("2011-01-04 00:00"));
            await foreach (var _ in s_provider.GetBarsAsync(request, default)) { }
        }
        Assert.Equal("symbol", (await Assert.ThrowsAsync<BadInputException>(() => Read("AAPL"))).Field);
        var error = await Assert.ThrowsAsync<BadInputException>(() => Read("SYNTH1"));
        Assert.Equal("1m, which sample synthetic has", error.Allowed);
    }

    private static BarRequest Ask(string symbol, Interval interval, long from, long to) =>
        new([Symbol.Parse(symbol)], interval, ExchangeCalendar.Nyse, from, to);
}
