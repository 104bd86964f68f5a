using System.CommandLine;
using Quant.Client.Cli.Api;
using Quant.Client.Cli.Hosting;
using Quant.Client.Cli.Output;

namespace Quant.Client.Cli.Verbs.Studies;

/// <summary><c>quant study show</c>: a study's leaderboard, sorted and filtered.</summary>
internal sealed class StudyShowVerb : Verb
{
    private readonly Argument<string> _study = new("study")
    {
        Description = "Id of the study, or its first characters",
    };

    private readonly Option<string?> _sort = new("--sort")
    {
        Description = "Column to sort by, such as selection.sharpe, holdOut.sharpe or gap (default: score)",
        HelpName = "COLUMN",
    };

    private readonly Option<string?> _direction = new("--direction")
    {
        Description = "desc or asc (default: desc)",
        HelpName = "WAY",
    };

    private readonly Option<int> _limit = new("--limit")
    {
        Description = "Trials to show, 1 to 10000",
        DefaultValueFactory = _ => 20,
        HelpName = "N",
    };

    private readonly Option<int> _offset = new("--offset")
    {
        Description = "Trials to skip",
        DefaultValueFactory = _ => 0,
        HelpName = "N",
    };

    private readonly Option<string[]> _filter = new("--filter")
    {
        Description = "Only trials within a bound, such as 'selection.trades>=200'; may be given several times",
        HelpName = "BOUND",
    };

    private readonly Option<string?> _model = new("--model")
    {
        Description = "Only trials of this model (its whole fingerprint)",
        HelpName = "FP",
    };

    private readonly Option<bool> _all = new("--all") { Description = "Also trials that violate a constraint" };

    public override IReadOnlyList<Example> Examples =>
        [
            new("quant study show qa3xz7", "The best 20 trials, beside buy-and-hold, with the odds of luck"),
            new(
                "quant study show qa3xz7 --sort holdOut.sharpe --filter 'selection.trades>=200' --limit 5",
                "The five that did best where nobody had looked, of those with 200 trades or more"
            ),
        ];

    protected override Command Define() =>
        new("show", "Show a study's leaderboard") { _study, _sort, _direction, _limit, _offset, _filter, _model, _all };

    protected override async Task<int> RunAsync(
        ParseResult parsed,
        CommonOptions common,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        var given = parsed.GetRequiredValue(_study);
        await using var connection = await Connection.OpenAsync(common.Server(parsed), cancellation);
        var client = connection.Client;
        var id = await KnownStudies.ResolveAsync(client, given, cancellation);
        var trials = await client.TrialsAsync(id, Query(parsed), cancellation);
        var study = await client.StudyAsync(id, cancellation);
        var status = await client.StudyStatusAsync(id, 0, cancellation);
        new StudyAnswer(study, status, trials).Show(terminal);
        if (!connection.IsOwn)
        {
            terminal.Note($"Its page: {new Uri(connection.Address, $"studies/{id}")}");
        }
        return ExitCodes.Ok;
    }

    private string Query(ParseResult parsed) =>
        QuantClient.Query([
            ("sort", parsed.GetValue(_sort)),
            ("direction", parsed.GetValue(_direction)),
            ("limit", QuantClient.Text(parsed.GetValue(_limit))),
            ("offset", QuantClient.Text(parsed.GetValue(_offset))),
            ("model", parsed.GetValue(_model)),
            ("feasibleOnly", parsed.GetValue(_all) ? "false" : "true"),
            .. (parsed.GetValue(_filter) ?? []).Select(bound => ("filter", (string?)bound)),
        ]);
}
