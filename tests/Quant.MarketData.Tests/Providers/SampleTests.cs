using Quant.MarketData.Bars;
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
        var (from, to) = (
            UnixMicros.ToInstant(NewYork("2008-06-02 00:00")),
            UnixMicros.ToInstant(NewYork("2010-01-05 00:00"))
        );
        var pages = new List<int>();
        var last = 0L;
        await foreach (var page in s_provider.GetBarsAsync(Sp500Sample.Symbol, Interval.Day1, from, to, default))
        {
            pages.Add(page.Bars.Count);
            Assert.True(page.Bars.Ts[0] >= last);
            Assert.True(page.CoveredTo > page.Bars.Ts[^1]);
            last = page.CoveredTo;
        }
        Assert.Equal([149, 252, 1], pages);
    }

    [Fact]
    public async Task Unknown_symbols_and_intervals_are_refused()
    {
        var (from, to) = (DateTimeOffset.UnixEpoch.AddYears(40), DateTimeOffset.UnixEpoch.AddYears(41));
        async Task Ask(string symbol, Interval interval)
        {
            await foreach (var _ in s_provider.GetBarsAsync(Symbol.Parse(symbol), interval, from, to, default)) { }
        }
        Assert.Equal("symbol", (await Assert.ThrowsAsync<BadInputException>(() => Ask("AAPL", Interval.Day1))).Field);
        var error = await Assert.ThrowsAsync<BadInputException>(() => Ask("SYNTH1", Interval.Day1));
        Assert.Equal("1m, which sample synthetic has", error.Allowed);
    }
}
