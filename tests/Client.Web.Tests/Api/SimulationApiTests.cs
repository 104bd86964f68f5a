using Quant.Client.Web.Contracts;
using Quant.Client.Web.Tests.Hosting;
using Quant.Client.Web.Tests.Seed;
using Quant.Grains.Interfaces.Simulation;

namespace Quant.Client.Web.Tests.Api;

public sealed class SimulationApiTests(WebHost host) : IClassFixture<WebHost>
{
    private static string Path => $"/api/simulations/{SeededFactory.Run}";

    [Fact]
    public async Task A_backtest_tells_metrics_rules_account_and_that_it_is_out_of_sample()
    {
        var detail = await host.GetAsync<SimulationDetailDto>(Path);
        var result = host.Factory.Result;
        Assert.False(detail.Simulation.InSample);
        Assert.Equal(
            ("TEST", "1d", "none"),
            (detail.Simulation.Symbol, detail.Simulation.Interval, detail.Simulation.Adjustment)
        );
        Assert.Equal(result.Metrics.TotalReturn, detail.Simulation.Metrics["totalReturn"]);
        Assert.Equal(result.Account.Steps.Select(step => step.Text), detail.Account);
        Assert.Equal(0.01, detail.Rules.GetProperty("entryThreshold").GetDouble());
        Assert.Single(await host.GetAsync<List<SimulationDto>>("/api/simulations?symbol=TEST"));
        Assert.Empty(await host.GetAsync<List<SimulationDto>>("/api/simulations?symbol=OTHER"));
    }

    [Fact]
    public async Task Monthly_returns_multiply_to_the_total_return()
    {
        var detail = await host.GetAsync<SimulationDetailDto>(Path);
        var months = detail.MonthlyReturns;
        Assert.Equal((2018, 3), (months[0].Year, months[0].Month));
        Assert.Equal((2020, 6), (months[^1].Year, months[^1].Month));
        Assert.Equal(28, months.Count);
        var product = months.Aggregate(1.0, (equity, month) => equity * (1 + month.Return!.Value));
        Assert.Equal(1 + host.Factory.Result.Metrics.TotalReturn, product, 9);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(64)]
    [InlineData(20000)]
    public async Task Sampled_equity_keeps_lows_highs_and_the_deepest_drawdown(int maxPoints)
    {
        var equity = await host.GetAsync<EquityDto>($"{Path}/equity?maxPoints={maxPoints}");
        var result = host.Factory.Result;
        Assert.InRange(equity.Ts.Length, 1, maxPoints);
        Assert.Equal(result.Equity.Length, equity.SourceRows);
        Assert.Equal(result.Equity.Max(), equity.EquityHigh.Max());
        Assert.Equal(result.Equity.Min(), equity.EquityLow.Min());
        Assert.Equal(result.Metrics.MaxDrawdown, equity.Drawdown.Max()!.Value, 12);
        Assert.Equal(result.Equity[^1], equity.Equity[^1]);
        Assert.Equal(result.BuyAndHold[^1], equity.BuyAndHold[^1]);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(4000)]
    public async Task Equity_and_bars_of_one_range_share_their_points(int maxPoints)
    {
        var simulation = (await host.GetAsync<SimulationDetailDto>(Path)).Simulation;
        var range = $"from={simulation.FromTs}&to={simulation.ToTs}&maxPoints={maxPoints}";
        var equity = await host.GetAsync<EquityDto>($"{Path}/equity?{range}");
        var bars = await host.GetAsync<BarsDto>($"/api/bars/TEST/1d?adjustment=none&{range}");
        Assert.Equal(bars.Ts, equity.Ts);
    }

    [Fact]
    public async Task Trades_come_in_pages()
    {
        var all = await host.GetAsync<TradesDto>($"{Path}/trades?limit=10000");
        var trades = host.Factory.Result.Trades;
        Assert.True(trades.Count > 4);
        Assert.Equal(trades.Count, all.Total);
        Assert.Equal(trades.Select(trade => trade.EntryTs), all.Trades.Select(trade => trade.EntryTs));
        Assert.Equal(trades.Sum(trade => trade.Profit), all.Trades.Sum(trade => trade.Profit)!.Value, 9);
        Assert.Contains(all.Trades, trade => trade is { Side: "long", Reason: "signal" });
        var page = await host.GetAsync<TradesDto>($"{Path}/trades?offset=2&limit=2");
        Assert.Equal([2, 3], page.Trades.Select(trade => trade.Index));
        Assert.Empty((await host.GetAsync<TradesDto>($"{Path}/trades?offset=99999")).Trades);
    }

    [Theory]
    [InlineData("/api/simulations/aaaaaaaaaaaaaaaaaaaaaaaaaa", 404, null)]
    [InlineData("/api/simulations/aaaaaaaaaaaaaaaaaaaaaaaaaa/equity", 404, null)]
    [InlineData("/api/simulations/aaaaaaaaaaaaaaaaaaaaaaaaaa/trades", 404, null)]
    [InlineData("/api/simulations/x", 400, "fingerprint")]
    [InlineData("/api/simulations?model=x", 400, "model")]
    public async Task Bad_requests_for_backtests_are_refused_by_name(string path, int status, string? field)
    {
        var problem = await host.ProblemAsync(path);
        Assert.Equal((status, field), (problem.Status, problem.Field));
    }

    [Theory]
    [InlineData("trades?offset=-1", "offset")]
    [InlineData("trades?limit=0", "limit")]
    [InlineData("equity?maxPoints=-3", "maxPoints")]
    public async Task Bad_pages_are_refused_by_name(string rest, string field)
    {
        var problem = await host.ProblemAsync($"{Path}/{rest}");
        Assert.Equal((400, field), (problem.Status, problem.Field));
    }

    [Fact]
    public async Task A_run_goes_to_the_grain_of_its_model()
    {
        var body = $$"""{"model":"{{SeededFactory.Model}}","rules":{"stop":0.1},"fromTs":5}""";
        var report = await host.PostAsync<RunReportDto>("/api/simulations", body);
        Assert.Equal("One trade was made.", Assert.Single(report.Account));
        var key = SeededFactory.Model.ToString();
        Assert.Contains((key, (object)new RunRequest(key, """{"stop":0.1}""", 5, null)), host.Grains.Asked);
    }

    [Theory]
    [InlineData("""{"model":"x","rules":{}}""", "model")]
    [InlineData("""{"model":"aaaaaaaaaaaaaaaaaaaaaaaaaa","rules":{},"fromTs":5,"toTs":5}""", "toTs")]
    [InlineData("""{"model":"aaaaaaaaaaaaaaaaaaaaaaaaaa","rules":{},"until":5}""", "until")]
    [InlineData("""{"rules":{}}""", "model")]
    [InlineData("""{"model":""", "model")]
    public async Task Bad_runs_are_refused_by_name(string body, string field)
    {
        var problem = await host.ProblemAsync("/api/simulations", body);
        Assert.Equal((400, field), (problem.Status, problem.Field));
    }
}
