using Quant.Client.Web.Contracts;
using Quant.Client.Web.Tests.Hosting;
using Quant.Lake.Partitions;
using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Storage;
using Quant.Specs;

namespace Quant.Client.Web.Tests.Api;

public sealed class BarOptionTests(WebHost host) : IClassFixture<WebHost>
{
    private static readonly long s_open = ExchangeCalendar.Nyse.Open(new DateOnly(2024, 3, 5));

    /// <summary>Minutes 0, 1, 4 and 5 of a session, then the first of the next.</summary>
    private async Task<string> HolesAsync(string symbol)
    {
        var bars = new BarSeriesBuilder();
        foreach (var minute in (int[])[0, 1, 4, 5, 1440])
        {
            bars.Add(
                new Bar(s_open + minute * UnixMicros.PerMinute, 10 + minute, 20 + minute, 5, 11 + minute, 100),
                minute == 4 ? null : "csv"
            );
        }
        var series = bars.Build(Symbol.Parse(symbol), Interval.Minute1);
        var now = await host.Factory.Catalog.Manifest.ListAsync(BarStore.DatasetOf(series.Interval), symbol, default);
        var plan = new BarStore(host.Factory.Lake).PlanMerge(now, series);
        await host.Factory.Catalog.Manifest.TryApplyAsync(plan.Changes, default);
        await host.Factory.Catalog.Symbols.PutAsync(series.Symbol, "with holes", "test", "XNYS", false);
        return symbol;
    }

    [Fact]
    public async Task Missing_minutes_are_filled_and_marked_on_demand_only()
    {
        var symbol = await HolesAsync("HOLES");
        var plain = await host.GetAsync<BarsDto>($"/api/bars/{symbol}/1m");
        var filled = await host.GetAsync<BarsDto>(
            $"/api/bars/{symbol}/1m?fill=forward&to={s_open + 6 * UnixMicros.PerMinute}"
        );
        Assert.Equal(5, plain.SourceBars);
        Assert.Null(plain.Filled);
        Assert.Equal([false, false, true, true, false, false], filled.Filled!);
        Assert.Equal([11, 12, 12, 12, 15, 16], filled.Close.Select(close => close!.Value));
        Assert.Equal([100, 100, 0, 0, 100, 100], filled.Volume.Select(volume => volume!.Value));
    }

    [Fact]
    public async Task A_range_that_begins_and_ends_among_missing_minutes_is_filled_from_the_bar_before_it()
    {
        var symbol = await HolesAsync("HOLES");
        var (from, to) = (s_open + 100 * UnixMicros.PerMinute, s_open + 102 * UnixMicros.PerMinute);
        var bars = await host.GetAsync<BarsDto>($"/api/bars/{symbol}/1m?fill=forward&from={from}&to={to}");
        Assert.Equal([from, from + UnixMicros.PerMinute], bars.Ts);
        Assert.Equal([16, 16], bars.Close.Select(close => close!.Value));
        Assert.Equal(400, (await host.ProblemAsync($"/api/bars/{symbol}/1m?from={from}&to={to}")).Status);
    }

    [Fact]
    public async Task A_point_of_several_bars_counts_as_filled_where_all_of_them_are()
    {
        var symbol = await HolesAsync("HOLES");
        var end = s_open + 6 * UnixMicros.PerMinute;
        var bars = await host.GetAsync<BarsDto>($"/api/bars/{symbol}/1m?fill=forward&maxPoints=3&to={end}");
        Assert.Equal([false, true, false], bars.Filled!);
    }

    [Fact]
    public async Task Sources_are_told_on_demand()
    {
        var symbol = await HolesAsync("HOLES");
        var bars = await host.GetAsync<BarsDto>($"/api/bars/{symbol}/1m?sources=true");
        Assert.Equal("csv csv - csv csv", string.Join(' ', bars.Sources!.Select(source => source ?? "-")));
        Assert.Null((await host.GetAsync<BarsDto>($"/api/bars/{symbol}/1m")).Sources);
        Assert.All((await host.GetAsync<BarsDto>($"/api/bars/{symbol}/1h?sources=true")).Sources!, Assert.Null);
    }

    [Fact]
    public async Task An_unknown_way_to_fill_is_refused()
    {
        var problem = await host.ProblemAsync("/api/bars/TEST/1d?fill=backward");
        Assert.Equal((400, "fill", "'backward'"), (problem.Status, problem.Field, problem.Value));
    }
}
