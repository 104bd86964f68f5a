using System.CommandLine;
using Quant.Client.Cli.Hosting;
using Quant.Client.Cli.Output;
using Quant.Specs;
using Spectre.Console;

namespace Quant.Client.Cli.Verbs.Lake;

/// <summary><c>quant lake gc</c>: deletes files that no partition needs any more.</summary>
internal sealed class LakeGcVerb : Verb
{
    private const double MostHours = 87_600;

    private readonly Option<double?> _grace = new("--grace-hours")
    {
        Description =
            "Leave alone what was replaced less than this many hours ago, 0 or more (default: the lake's own)",
        HelpName = "HOURS",
    };

    public override IReadOnlyList<Example> Examples =>
        [
            new("quant lake gc", "Deletes what was replaced longer ago than the usual grace"),
            new("quant lake gc --grace-hours 0", "Deletes it at once; readers of another process may be cut off"),
        ];

    protected override Command Define() => new("gc", "Delete files that no partition needs any more") { _grace };

    protected override async Task<int> RunAsync(
        ParseResult parsed,
        CommonOptions common,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        var grace = parsed.GetValue(_grace);
        if (grace is { } hours && !(hours >= 0 && hours <= MostHours))
        {
            throw new BadInputException("--grace-hours", hours, $"a number from 0 to {MostHours}");
        }
        await using var connection = await Connection.OpenAsync(common.Server(parsed), cancellation);
        var done = await connection.Client.CollectLakeAsync(grace, cancellation);
        terminal.Answer(
            done,
            console =>
                console.WriteLine(
                    $"{Numbers.Count(done.FilesDeleted)} files deleted, {Numbers.Bytes(done.BytesFreed)} freed."
                )
        );
        foreach (var (file, reason) in done.Kept)
        {
            terminal.Fault($"{file} could not be deleted: {reason}");
        }
        return done.Kept.Count > 0 ? ExitCodes.Failed : ExitCodes.Ok;
    }
}
