using System.CommandLine;
using Quant.Client.Cli.Hosting;
using Quant.Client.Cli.Import;
using Quant.Client.Cli.Import.Watching;
using Quant.Client.Cli.Output;
using Quant.Specs;

namespace Quant.Client.Cli.Verbs.Bars;

/// <summary><c>quant bars watch</c>: imports files that appear or change in a folder.</summary>
internal sealed class BarsWatchVerb : Verb
{
    private readonly Argument<string> _folder = new("folder")
    {
        Description = "Folder with CSV or Parquet files, each named after its symbol, or LEAN zips at any depth",
    };

    private readonly Option<string?> _format = new("--format")
    {
        Description = "Only files of this format: lean, csv or parquet (default: all three)",
        HelpName = "FORMAT",
    };

    private readonly Option<string?> _interval = new("--interval")
    {
        Description = "1m, 5m, 15m, 30m, 1h, 1d or auto: the interval of the bars (default: auto)",
        HelpName = "INTERVAL",
    };

    private readonly Option<string?> _calendar = new("--calendar")
    {
        Description = "XNYS, 24x7, 24x5 or auto (default: auto; of LEAN files XNYS)",
        HelpName = "CALENDAR",
    };

    private readonly Option<string?> _timeZone = new("--time-zone")
    {
        Description = "Zone of a CSV's or Parquet file's times that name none (default: UTC)",
        HelpName = "ZONE",
    };

    private readonly Option<bool> _skip = new("--skip-bad-rows")
    {
        Description = "Leave bad rows out and count them (the default for LEAN)",
    };

    private readonly Option<double> _every = new("--every")
    {
        Description = "Seconds between looks, 0.01 to 3600; a file is whole when it did not change for so long",
        DefaultValueFactory = _ => 2,
        HelpName = "SECONDS",
    };

    public override IReadOnlyList<Example> Examples =>
        [
            new("quant bars watch drop", "Imports what is there, then whatever comes, until Ctrl+C"),
            new("quant bars watch drop --format parquet --interval 1m", "Parquet files of minute bars only"),
        ];

    protected override Command Define() =>
        new("watch", "Import files that appear or change in a folder, until Ctrl+C")
        {
            _folder,
            _format,
            _interval,
            _calendar,
            _timeZone,
            _skip,
            _every,
        };

    protected override async Task<int> RunAsync(
        ParseResult parsed,
        CommonOptions common,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        var folder = parsed.GetRequiredValue(_folder);
        if (!Directory.Exists(folder))
        {
            throw new BadInputException("folder", folder, "a folder that exists");
        }
        var every = parsed.GetValue(_every);
        if (!(every is >= 0.01 and <= 3600))
        {
            throw new BadInputException("--every", every, "seconds from 0.01 to 3600");
        }
        var wish = new ImportWish
        {
            Format = parsed.GetValue(_format),
            Interval = parsed.GetValue(_interval),
            Calendar = parsed.GetValue(_calendar),
            TimeZone = parsed.GetValue(_timeZone),
            SkipBadRows = parsed.GetValue(_skip) ? true : null,
        };
        wish.Check();
        await using var connection = await Connection.OpenAsync(common.Server(parsed), cancellation);
        terminal.Note($"watching {folder}; Ctrl+C ends");
        try
        {
            await new FolderWatch(connection.Client, new WatchedFolder(folder, wish.Format), wish, terminal).RunAsync(
                TimeSpan.FromSeconds(every),
                TimeProvider.System,
                cancellation
            );
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            terminal.Note("watching ended; what was finished is kept");
        }
        return ExitCodes.Ok;
    }
}
