using Quant.Client.Web.Contracts;
using Quant.Client.Web.Tests.Hosting;
using Quant.Client.Web.Tests.Seed;
using Quant.Grains.Interfaces.Ingest;

namespace Quant.Client.Web.Tests.Api;

public sealed class MarketApiTests(WebHost host) : IClassFixture<WebHost>
{
    [Fact]
    public async Task Status_counts_what_there_is_and_names_the_silos()
    {
        var status = await host.GetAsync<StatusDto>("/api/status");
        Assert.Equal(new CountsDto(2, host.Factory.Bars.Count + 780, 1, 1, 1, SeededFactory.Trials), status.Counts);
        Assert.Equal("Active", Assert.Single(status.Silos).Status);
        Assert.Equal(host.Factory.Root, status.DataRoot);
    }

    [Fact]
    public async Task Symbols_have_their_coverage_zone_and_synthetic_flag()
    {
        var symbols = await host.GetAsync<List<SymbolDto>>("/api/symbols");
        Assert.Equal(["SYNTHX", "TEST"], symbols.Select(symbol => symbol.Symbol));
        Assert.True(symbols[0].Synthetic);
        Assert.False(symbols[1].Synthetic);
        Assert.Equal("America/New_York", symbols[1].TimeZone);
        var coverage = Assert.Single(symbols[1].Coverage);
        Assert.Equal(("1d", (long)host.Factory.Bars.Count), (coverage.Interval, coverage.Bars));
        Assert.Equal((host.Factory.Bars.Ts[0], host.Factory.Bars.Ts[^1]), (coverage.FirstTs, coverage.LastTs));
    }

    [Fact]
    public async Task Bars_come_as_they_are_when_they_fit()
    {
        var bars = await host.GetAsync<BarsDto>("/api/bars/TEST/1d?adjustment=none");
        Assert.Equal(1, bars.BarsPerPoint);
        Assert.Equal(host.Factory.Bars.Ts, bars.Ts);
        Assert.Equal(host.Factory.Bars.Close.Select(close => (double?)close), bars.Close);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    [InlineData(625)]
    public async Task Aggregated_bars_keep_first_open_highest_high_lowest_low_last_close_and_all_volume(int maxPoints)
    {
        var all = host.Factory.Bars;
        var bars = await host.GetAsync<BarsDto>($"/api/bars/TEST/1d?adjustment=none&maxPoints={maxPoints}");
        Assert.InRange(bars.Ts.Length, 1, maxPoints);
        Assert.Equal(all.Count, bars.SourceBars);
        Assert.Equal((all.Count + bars.BarsPerPoint - 1) / bars.BarsPerPoint, bars.Ts.Length);
        for (var i = 0; i < bars.Ts.Length; i++)
        {
            var rows = Enumerable
                .Range(i * bars.BarsPerPoint, bars.BarsPerPoint)
                .Where(row => row < all.Count)
                .ToList();
            Assert.Equal(all.Ts[rows[0]], bars.Ts[i]);
            Assert.Equal(all.Open[rows[0]], bars.Open[i]);
            Assert.Equal(rows.Max(row => all.High[row]), bars.High[i]);
            Assert.Equal(rows.Min(row => all.Low[row]), bars.Low[i]);
            Assert.Equal(all.Close[rows[^1]], bars.Close[i]);
            Assert.Equal(rows.Sum(row => all.Volume[row]), bars.Volume[i]!.Value, 6);
        }
    }

    [Fact]
    public async Task A_range_of_bars_begins_and_ends_where_it_was_asked_to()
    {
        var all = host.Factory.Bars;
        var bars = await host.GetAsync<BarsDto>($"/api/bars/test/1d?adjustment=none&from={all.Ts[10]}&to={all.Ts[30]}");
        Assert.Equal(all.Ts[10..30], bars.Ts);
    }

    [Fact]
    public async Task A_range_of_derived_bars_equals_the_same_part_of_the_whole()
    {
        var whole = await host.GetAsync<BarsDto>("/api/bars/SYNTHX/1h");
        var part = await host.GetAsync<BarsDto>($"/api/bars/SYNTHX/1h?from={whole.Ts[2]}&to={whole.Ts[9]}");
        Assert.True(whole.Synthetic);
        Assert.Equal(whole.Ts[2..9], part.Ts);
        Assert.Equal(whole.Open[2..9], part.Open);
        Assert.Equal(whole.Volume[2..9], part.Volume);
    }

    [Theory]
    [InlineData("/api/bars/NOPE/1d", 404, null, null)]
    [InlineData("/api/bars/TEST/2d", 400, "interval", "'2d'")]
    [InlineData("/api/bars/TEST/1m", 400, "interval", null)]
    [InlineData("/api/bars/TEST/1d?adjustment=both", 400, "adjustment", "'both'")]
    [InlineData("/api/bars/TEST/1d?maxPoints=0", 400, "maxPoints", "0")]
    [InlineData("/api/bars/TEST/1d?maxPoints=20001", 400, "maxPoints", "20001")]
    [InlineData("/api/bars/TEST/1d?from=10&to=5", 400, "from", "'10 to 5'")]
    [InlineData("/api/bars/..%2F..%2Fetc/1d", 400, "symbol", null)]
    public async Task Bad_requests_for_bars_are_refused_by_name(string path, int status, string? field, string? value)
    {
        var problem = await host.ProblemAsync(path);
        Assert.Equal((status, field), (problem.Status, problem.Field));
        if (value is not null)
        {
            Assert.Equal(value, problem.Value);
        }
    }

    [Fact]
    public async Task A_number_that_is_none_is_a_bad_request()
    {
        var problem = await host.ProblemAsync("/api/bars/TEST/1d?from=yesterday");
        Assert.Equal(400, problem.Status);
        Assert.Contains("from", problem.Detail);
    }

    [Fact]
    public async Task An_import_goes_to_the_grain_of_its_symbol()
    {
        var body = new ImportBody([new UploadedFileDto("u", "a.csv")], "csv", "1d", SkipBadRows: true);
        var report = await host.PostAsync<IngestReportDto>("/api/bars/test/import", body);
        Assert.Equal(1, report.Refused["high below low"]);
        var (key, request) = host.Grains.Asked.Last(asked => asked.Request is ImportRequest);
        Assert.Equal("TEST", key);
        var import = (ImportRequest)request;
        Assert.Equal(new UploadedFile("u", "a.csv"), Assert.Single(import.Files));
        Assert.Equal(
            ("csv", "1d", "XNYS", "UTC", true),
            (import.Format, import.Interval, import.Calendar, import.TimeZone, import.SkipBadRows)
        );
        Assert.Null(import.FactorFile);
    }

    [Fact]
    public async Task Samples_and_synthetic_bars_go_to_the_grain_of_their_symbol()
    {
        await host.PostAsync<IngestReportDto>("/api/bars/SPX/sample", new SampleBody("sp500"));
        await host.PostAsync<IngestReportDto>("/api/bars/SYNTH1/synthetic", new SyntheticBody(5));
        Assert.Contains(("SPX", (object)"sp500"), host.Grains.Asked);
        Assert.Contains(("SYNTH1", (object)new SyntheticRequest(5)), host.Grains.Asked);
    }
}
