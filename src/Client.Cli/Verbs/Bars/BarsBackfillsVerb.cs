using System.CommandLine;
using Quant.Client.Cli.Hosting;
using Quant.Client.Cli.Output;
using Quant.Client.Web.Contracts;
using Quant.Specs;
using Spectre.Console;

namespace Quant.Client.Cli.Verbs.Bars;

/// <summary><c>quant bars backfills</c>: backfills there are; holds one back, lets it go on, or ends it.</summary>
internal sealed class BarsBackfillsVerb : Verb
{
    private readonly Option<string?> _pause = new("--pause") { Description = "Hold this one back", HelpName = "ID" };

    private readonly Option<string?> _resume = new("--resume")
    {
        Description = "Let this one go on, or begin a stopped or failed one again",
        HelpName = "ID",
    };

    private readonly Option<string?> _stop = new("--stop")
    {
        Description = "End this one; its bars stay",
        HelpName = "ID",
    };

    public override IReadOnlyList<Example> Examples =>
        [
            new("quant bars backfills", "All of them, those under way first"),
            new("quant bars backfills --pause qa3xz7", "Holds one back after the month under way"),
        ];

    protected override Command Define() =>
        new("backfills", "List backfills; pause, resume or stop one") { _pause, _resume, _stop };

    protected override async Task<int> RunAsync(
        ParseResult parsed,
        CommonOptions common,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        var commands = new[] { ("pause", _pause), ("resume", _resume), ("stop", _stop) }
            .Select(pair => (Command: pair.Item1, Id: parsed.GetValue(pair.Item2)))
            .Where(pair => pair.Id is not null)
            .ToList();
        if (commands.Count > 1)
        {
            throw new BadInputException(
                $"--{commands[1].Command}",
                commands[1].Id,
                "one of --pause, --resume and --stop"
            );
        }
        await using var connection = await Connection.OpenAsync(common.Server(parsed), cancellation);
        var backfills = await connection.Client.BackfillsAsync(cancellation);
        if (commands is [var (command, id)])
        {
            var found = backfills.Where(b => b.Id.StartsWith(id!, StringComparison.Ordinal)).ToList();
            if (found.Count != 1)
            {
                throw new BadInputException(
                    $"--{command}",
                    id,
                    $"the beginning of one backfill's id ({found.Count} have it)"
                );
            }
            backfills = [await connection.Client.CommandBackfillAsync(found[0], command, cancellation)];
        }
        terminal.Answer(backfills, console => BackfillTable.Show(console, backfills));
        return ExitCodes.Ok;
    }
}
