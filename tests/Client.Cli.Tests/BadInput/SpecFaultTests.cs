using System.Text.Json.Nodes;
using Quant.Client.Cli.Tests.Runs;

namespace Quant.Client.Cli.Tests.BadInput;

/// <summary>A spec that cannot be accepted is refused by file, field and value, and nothing is made of it.</summary>
public sealed class SpecFaultTests(ServedRoot served) : IClassFixture<ServedRoot>, IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(
        "features.features[0].indicator",
        "\"rsy\"",
        "features.features[0].indicator: 'rsy' is not allowed; expected one of"
    )]
    [InlineData(
        "features.features[0].params.period",
        "1000000",
        "features.features[0].params.period: '1000000' is not allowed; expected an integer from"
    )]
    [InlineData("features.features[0].params.perod", "5", "perod")]
    [InlineData(
        "training.label.kind",
        "\"forwardReturns\"",
        "training.label.kind: 'forwardReturns' is not allowed; expected one of"
    )]
    [InlineData("training.label.params.horizon", "0", "training.label.params.horizon: '0' is not allowed")]
    [InlineData(
        "training.estimator.kind",
        "\"oracle\"",
        "training.estimator.kind: 'oracle' is not allowed; expected one of"
    )]
    [InlineData("symbol", "\"NOBODY\"", "symbol: 'NOBODY' is not allowed; expected an imported symbol (WAVE)")]
    [InlineData("interval", "\"7m\"", "7m")]
    public async Task A_model_is_told_where_it_is_wrong(string path, string value, string said)
    {
        var spec = ServedRoot.Study()["model"]!;
        Set(spec, path, JsonNode.Parse(value)!);
        var file = _folder.Write("model.json", spec.ToJsonString());
        var before = await CountAsync("model");

        (await served.RunAsync("model", "train", "--spec", file)).Refused(ExitCodes.Usage, "model.json: ", said);

        Assert.Equal(before, await CountAsync("model"));
    }

    [Theory]
    [InlineData("space.axes", "[]", "space: '0 points' is not allowed; expected from 1 to 1000000 points")]
    [InlineData("space.axes[1].values", "[]", "space: '0 points' is not allowed")]
    [InlineData("space.axes[1].path", "\"rules.entryTreshold\"", "rules.entryTreshold: 'entryTreshold' is not allowed")]
    [InlineData("space.axes[2].values", "[0, 7]", "stop: 7 is not allowed; expected a number from 0 to 0.99")]
    [InlineData("objective.metric", "\"luck\"", "objective.metric: 'luck' is not allowed; expected one of")]
    [InlineData("holdOut", "0.95", "holdOut: 0.95 is not allowed; expected a number from 0.1 to 0.9")]
    [InlineData("blocks", "7", "blocks: 7 is not allowed; expected an even number")]
    [InlineData("model.symbol", "\"NOBODY\"", "symbol: 'NOBODY' is not allowed; expected an imported symbol")]
    [InlineData("model.training.label.kind", "\"fortune\"", "label.kind: 'fortune' is not allowed; expected one of")]
    public async Task A_study_is_told_where_it_is_wrong(string path, string value, string said)
    {
        var spec = ServedRoot.Study();
        Set(spec, path, JsonNode.Parse(value)!);
        var file = _folder.Write("study.json", spec.ToJsonString());
        var before = await CountAsync("study");

        (await served.RunAsync("study", "run", "--spec", file)).Refused(ExitCodes.Usage, "study.json: ", said);
        (await served.RunAsync("study", "plan", "--spec", file)).Refused(ExitCodes.Usage, "study.json: ", said);

        Assert.Equal(before, await CountAsync("study"));
    }

    [Theory]
    [InlineData("training.folds.params.minTrainRows", "695", "5 of warm-up, training.folds.params.minTrainRows 695")]
    [InlineData("features.features[1].params.period", "650", "650 of warm-up, training.folds.params.minTrainRows 200")]
    public async Task Fewer_bars_than_warm_up_and_one_fold_are_told_by_number(string path, string value, string said)
    {
        var model = ServedRoot.Study()["model"]!;
        Set(model, path, JsonNode.Parse(value)!);
        var study = ServedRoot.Study();
        Set(study, $"model.{path}", JsonNode.Parse(value)!);

        (await served.RunWithAsync(model.ToJsonString(), "model", "train", "--spec", "-")).Refused(
            ExitCodes.Usage,
            "bars: 700 is not allowed; expected at least",
            said
        );
        (await served.RunWithAsync(study.ToJsonString(), "study", "run", "--spec", "-")).Refused(
            ExitCodes.Failed,
            "failed after 0 of 24 trials: bars: 700 is not allowed"
        );
    }

    [Fact]
    public async Task A_space_that_is_too_large_is_told_its_size_and_the_limit()
    {
        var spec = ServedRoot.Study();
        spec["space"]!["axes"]!
            .AsArray()
            .Add(JsonNode.Parse("""{ "path": "rules.maxHoldBars", "from": 1, "to": 100000, "step": 1 }"""));
        var file = _folder.Write("study.json", spec.ToJsonString());

        (await served.RunAsync("study", "run", "--spec", file)).Refused(
            ExitCodes.Usage,
            "study.json: space",
            "2400000",
            "1000000"
        );
    }

    [Fact]
    public async Task A_file_that_is_not_JSON_is_told_where_it_ends_to_be()
    {
        var file = _folder.Write("study.json", "{\n  \"name\": ,\n}");

        (await served.RunAsync("study", "run", "--spec", file)).Refused(
            ExitCodes.Usage,
            "study.json: line 2, column 11"
        );
        (await served.RunWithAsync("[1]", "study", "run", "--spec", "-")).Refused(
            ExitCodes.Usage,
            "standard input: 'Array' is not allowed; expected a JSON object"
        );
        (await served.RunWithAsync("", "study", "run", "--spec", "-")).Refused(
            ExitCodes.Usage,
            "standard input: 'an empty file'"
        );
    }

    [Fact]
    public async Task A_feature_set_is_told_where_it_is_wrong()
    {
        const string set =
            """{ "name": "x", "features": [{ "indicator": "rsi" }, { "indicator": "sma", "output": "nope" }] }""";
        string[] build = ["features", "build", "--spec", "-", "--symbol", "WAVE", "--interval", "1d"];

        (await served.RunWithAsync(set, build)).Refused(ExitCodes.Usage, "standard input: features[1].output: 'nope'");
        (
            await served.RunWithAsync(
                """{ "name": "x", "features": [{ "indicator": "rsi" }] }""",
                [.. build[..5], "NOBODY", .. build[6..]]
            )
        ).Refused(ExitCodes.Usage, "quant: symbol: 'NOBODY' is not allowed");
    }

    [Fact]
    public async Task Rules_are_told_where_they_are_wrong()
    {
        var file = _folder.Write("rules.json", """{ "stop": 3 }""");

        (await served.RunAsync("simulate", "--model", served.Model, "--rules", file)).Refused(
            ExitCodes.Usage,
            "rules.json: stop: 3 is not allowed; expected a number from 0 to 0.99"
        );
        (await served.RunAsync("simulate", "--model", served.Model, "--set", "exitThreshold=1")).Refused(
            ExitCodes.Usage,
            "exitThreshold"
        );
        (await served.RunAsync("simulate", "--model", served.Model, "--from", "2031-01-01")).Refused(
            ExitCodes.Usage,
            "--from: '2031-01-01'",
            "bars of WAVE from 2010-01-04"
        );
    }

    [Fact]
    public async Task What_does_not_exist_is_told_with_the_verb_that_lists_what_does()
    {
        (await served.RunAsync("bars", "show", "NOBODY", "1d")).Refused(
            ExitCodes.Failed,
            "NOBODY",
            "'quant bars list' lists"
        );
        (await served.RunAsync("model", "show", "aaaaaaaaaaaaaaaaaaaaaaaaaa")).Refused(
            ExitCodes.Failed,
            "'quant model list' lists"
        );
        (await served.RunAsync("study", "show", "aaaaaaaaaaaaaaaaaaaaaaaaaa")).Refused(
            ExitCodes.Failed,
            "'quant study list' lists"
        );
        (await served.RunAsync("model", "show", "zzzz")).Refused(
            ExitCodes.Usage,
            "model: 'zzzz'",
            "'quant model list' shows them"
        );
        (await served.RunAsync("bars", "show", "WAVE", "1h")).Refused(
            ExitCodes.Usage,
            "1h of WAVE",
            "1d from 2010-01-04"
        );
    }

    private async Task<int> CountAsync(string noun) =>
        (await served.RunAsync(noun, "list", "--json")).Json.GetArrayLength();

    /// <summary>Sets a field by its path; objects on the way are made.</summary>
    private static void Set(JsonNode spec, string path, JsonNode value)
    {
        var holder = new JsonObject { ["root"] = spec.DeepClone() };
        Quant.Search.Spaces.SpecPath.Parse($"root.{path}").Set(holder, "here");
        var text = holder["root"]!.ToJsonString().Replace("\"here\"", value.ToJsonString(), StringComparison.Ordinal);
        var made = JsonNode.Parse(text)!.AsObject();
        var target = spec.AsObject();
        target.Clear();
        foreach (var (name, node) in made.ToList())
        {
            target[name] = node?.DeepClone();
        }
    }
}
