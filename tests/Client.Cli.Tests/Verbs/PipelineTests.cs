using System.Text.Json;
using System.Text.Json.Nodes;
using Quant.Client.Cli.Tests.Runs;

namespace Quant.Client.Cli.Tests.Verbs;

/// <summary>Features, models, backtests and studies by the command line, against one server.</summary>
public sealed class PipelineTests(ServedRoot served) : IClassFixture<ServedRoot>
{
    [Fact]
    public async Task Features_are_built_once()
    {
        const string set =
            """{ "name": "mine", "features": [{ "indicator": "sma", "params": { "period": 9 } }] } // and a comment""";
        string[] build = ["features", "build", "--spec", "-", "--symbol", "wave", "--interval", "1d", "--json"];

        var first = (await served.RunWithAsync(set, build)).Json;
        var again = (await served.RunWithAsync(set, build)).Json;

        Assert.Equal(700, first.GetProperty("rows").GetInt64());
        Assert.Equal(3, first.GetProperty("partitionsComputed").GetInt32());
        Assert.Equal(0, again.GetProperty("partitionsComputed").GetInt32());
        Assert.Contains("mine", (await served.RunAsync("features", "list")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_catalogue_of_indicators_has_parameters_ranges_and_outputs()
    {
        var all = (await CliRun.Of("features", "indicators", "--json")).Json;
        var macd = all.EnumerateArray().Single(one => one.GetProperty("name").GetString() == "macd");

        Assert.True(all.GetArrayLength() >= 25);
        Assert.Equal(
            ["fast", "slow", "signal"],
            macd.GetProperty("parameters").EnumerateArray().Select(p => p.GetProperty("name").GetString())
        );
        Assert.Equal(
            ["line", "signal", "histogram"],
            macd.GetProperty("outputs").EnumerateArray().Select(o => o.GetProperty("name").GetString())
        );
        Assert.Contains(
            "an integer from",
            (await CliRun.Of("features", "indicators", "macd")).Out,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_model_is_trained_once_and_found_by_its_first_characters()
    {
        var spec = ServedRoot.Study()["model"]!.ToJsonString();

        var again = (await served.RunWithAsync(spec, "model", "train", "--spec", "-", "--json")).Json;
        var shown = (await served.RunAsync("model", "show", served.Model[..8], "--json")).Json;

        Assert.True(again.GetProperty("alreadyDone").GetBoolean());
        Assert.Equal(served.Model, again.GetProperty("fingerprint").GetString());
        Assert.Equal(served.Model, shown.GetProperty("model").GetProperty("fingerprint").GetString());
        Assert.Equal(3, shown.GetProperty("card").GetProperty("folds").GetArrayLength());
        Assert.Contains(
            "rank IC out",
            (await served.RunAsync("model", "show", served.Model)).Out,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_backtest_prints_metrics_and_its_account_and_takes_single_fields()
    {
        var plain = (await served.RunAsync("simulate", "--model", served.Model[..6])).Succeeded();
        var dear = (
            await served.RunAsync("simulate", "--model", served.Model, "--set", "commissionPerOrder=50", "--json")
        ).Json;
        var free = (
            await served.RunAsync("simulate", "--model", served.Model, "--set", "commissionPerOrder=0", "--json")
        ).Json;

        Assert.Contains("paid in commissions", plain.Out, StringComparison.Ordinal);
        Assert.Contains("maxDrawdown", plain.Out, StringComparison.Ordinal);
        var (costs, none) = (Metric(dear, "fees"), Metric(free, "fees"));
        Assert.Equal(0, none);
        Assert.Equal(2 * 50 * Metric(dear, "trades"), costs);
        Assert.True(Metric(dear, "totalReturn") < Metric(free, "totalReturn"));
    }

    [Fact]
    public async Task A_range_of_dates_bounds_a_backtest()
    {
        var run = await served.RunAsync(
            "simulate",
            "--model",
            served.Model,
            "--from",
            "2011-06-01",
            "--to",
            "2011-06-30"
        );

        Assert.Contains("22 bars of WAVE 1d in, 2011-06-01", run.Succeeded().Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_study_is_planned_run_listed_shown_and_answered_from_the_catalog()
    {
        var spec = ServedRoot.Study().ToJsonString();

        var plan = (await served.RunWithAsync(spec, "study", "plan", "--spec", "-", "--json")).Json;
        var first = (await served.RunWithAsync(spec, "study", "run", "--spec", "-", "--json")).Json;
        var again = (await served.RunWithAsync(spec, "study", "run", "--spec", "-")).Succeeded();
        var id = plan.GetProperty("study").GetString()!;
        var worst = (
            await served.RunAsync(
                "study",
                "show",
                id[..8],
                "--sort",
                "selection.sharpe",
                "--direction",
                "asc",
                "--limit",
                "3",
                "--json"
            )
        ).Json;
        var many = (await served.RunAsync("study", "show", id, "--filter", "selection.trades>=100000", "--json")).Json;
        var listed = (await served.RunAsync("study", "list", "--json")).Json;
        var watched = await served.RunAsync("study", "watch", id);
        var resumed = await served.RunAsync("study", "resume", id);

        Assert.Equal(2, plan.GetProperty("models").GetInt32());
        Assert.Equal(24, plan.GetProperty("trials").GetInt64());
        Assert.Equal("completed", first.GetProperty("status").GetProperty("work").GetProperty("phase").GetString());
        Assert.Contains("nothing was made twice", again.Error, StringComparison.Ordinal);
        Assert.Contains("Probability of backtest overfitting", again.Out, StringComparison.Ordinal);
        Assert.Contains("buy and hold", again.Out, StringComparison.Ordinal);
        var sharpes = worst.GetProperty("trials").GetProperty("trials").EnumerateArray().Select(Sharpe).ToList();
        Assert.Equal(3, sharpes.Count);
        Assert.Equal(sharpes.Order(), sharpes);
        Assert.Equal(0, many.GetProperty("trials").GetProperty("total").GetInt64());
        Assert.Contains(listed.EnumerateArray(), study => study.GetProperty("id").GetString() == id);
        Assert.Equal(ExitCodes.Ok, watched.Code);
        Assert.Equal(ExitCodes.Ok, resumed.Code);
        (await served.RunAsync("study", "cancel", id)).Refused(ExitCodes.Failed, "has ended");
    }

    [Fact]
    public async Task A_study_left_to_the_server_is_watched_to_its_end()
    {
        var spec = ServedRoot.Study();
        spec["holdOut"] = 0.4;

        var left = (
            await served.RunWithAsync(spec.ToJsonString(), "study", "run", "--spec", "-", "--detach", "--json")
        ).Json;
        var watched = await served.RunAsync("study", "watch", left.GetProperty("study").GetString()!, "--quiet");

        Assert.Contains("best of", watched.Succeeded().Out, StringComparison.Ordinal);
        Assert.Empty(watched.Error);
    }

    [Fact]
    public async Task The_example_study_is_documented_and_can_be_planned_of_an_imported_symbol()
    {
        var text = (await CliRun.Of("study", "example", "--symbol", "WAVE")).Succeeded().Out;
        var plan = (await served.RunWithAsync(text, "study", "plan", "--spec", "-", "--json")).Json;
        var model = (await CliRun.Of("study", "example", "--symbol", "WAVE", "--model")).Out;
        var features = (await CliRun.Of("study", "example", "--symbol", "WAVE", "--features")).Out;

        Assert.Contains("// ", text, StringComparison.Ordinal);
        Assert.Equal(360, plan.GetProperty("trials").GetInt64());
        Assert.Equal("WAVE", JsonNode.Parse(model)!["symbol"]!.GetValue<string>());
        Assert.Equal("example", JsonNode.Parse(features)!["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task Fields_of_rules_are_listed_with_what_is_allowed()
    {
        var fields = (await CliRun.Of("simulate", "--fields", "--json")).Json;

        var stop = fields.EnumerateArray().Single(field => field.GetProperty("name").GetString() == "stop");
        Assert.Equal(0.99, stop.GetProperty("maximum").GetDouble());
    }

    private static double Metric(JsonElement run, string name) =>
        run.GetProperty("metrics").GetProperty(name).GetDouble();

    private static double Sharpe(JsonElement trial) => trial.GetProperty("selection").GetProperty("sharpe").GetDouble();
}
