using System.Text.Json.Nodes;
using Quant.Client.Cli.Tests.Runs;

namespace Quant.Client.Cli.Tests.Processes;

/// <summary>What only a process of its own shows: signals, pipes, and two processes on one data root.</summary>
public sealed class ProcessTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_piped_answer_is_pure_JSON_without_colours()
    {
        var run = await QuantProcess.RunAsync(
            "",
            "bars",
            "import",
            "--synthetic",
            "SYNTH1",
            "--sessions",
            "2",
            "--json",
            "--root",
            _folder.Root
        );

        Assert.Equal("SYNTH1", run.Json[0].GetProperty("symbol").GetString());
        Assert.Contains("importing SYNTH1 (synthetic)", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Out + run.Error);
    }

    [Fact]
    public async Task Commands_talk_to_the_server_that_owns_the_root_and_a_second_server_is_refused()
    {
        using var server = QuantProcess.Start("serve", "--port", "0", "--root", _folder.Root);
        await server.HearAsync(" at http://127.0.0.1:");

        var import = await QuantProcess.RunAsync(
            "",
            "bars",
            "import",
            "--synthetic",
            "SYNTH1",
            "--sessions",
            "2",
            "--root",
            _folder.Root
        );
        var query = await QuantProcess.RunAsync(
            "SELECT count(*) > 0 AS some FROM bars",
            "sql",
            "-",
            "--csv",
            "--root",
            _folder.Root
        );
        var second = await QuantProcess.RunAsync("", "serve", "--port", "0", "--root", _folder.Root);

        import.Succeeded();
        Assert.Equal("some\ntrue\n", query.Succeeded().Out.ReplaceLineEndings("\n"));
        second.Refused(ExitCodes.Failed, "--root", $"is in use by process {server.Id}", "http://127.0.0.1:");
    }

    [Fact]
    public async Task An_interrupted_study_ends_with_130_and_is_resumed_without_a_trial_done_twice()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals to send.");
        (
            await CliRun.Of("bars", "import", _folder.Write("wave.csv", Series.Daily(700)), "--root", _folder.Root)
        ).Succeeded();
        var spec = ServedRoot.Study();
        var axes = spec["space"]!["axes"]!.AsArray();
        axes.Add(JsonNode.Parse("""{ "path": "rules.maxHoldBars", "from": 1, "to": 60, "step": 1 }"""));
        axes.Add(JsonNode.Parse("""{ "path": "rules.cooldownBars", "from": 0, "to": 9, "step": 1 }"""));
        var file = _folder.Write("study.json", spec.ToJsonString());

        using var quant = QuantProcess.Start("study", "run", "--spec", file, "--root", _folder.Root);
        await quant.HearAsync("2 models, 14,400 trials");
        quant.Signal("TERM");
        var stopped = await quant.EndAsync();

        Assert.Equal(ExitCodes.Cancelled, stopped.Code);
        Assert.Contains("'quant study resume ", stopped.Error, StringComparison.Ordinal);
        var study = (await CliRun.Of("study", "list", "--json", "--root", _folder.Root)).Json[0];
        Assert.Equal("running", study.GetProperty("status").GetString());
        Assert.True(study.GetProperty("trialsDone").GetInt64() < 14_400);
        var resumed = await CliRun.Of(
            "study",
            "resume",
            study.GetProperty("id").GetString()!,
            "--json",
            "--root",
            _folder.Root
        );
        Assert.Equal(14_400, resumed.Json.GetProperty("status").GetProperty("trialsDone").GetInt64());
        var counted = await CliRun.Of(
            "sql",
            "SELECT count(*), count(DISTINCT trial_index) FROM trial",
            "--csv",
            "--root",
            _folder.Root
        );
        Assert.EndsWith("14400,14400\n", counted.Succeeded().Out.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }
}
