using System.CommandLine;
using Quant.Client.Cli.Hosting;
using Quant.Client.Cli.Output;
using Quant.Client.Web.Contracts;
using Quant.Specs;
using Spectre.Console;

namespace Quant.Client.Cli.Verbs.Earnings;

/// <summary><c>quant bars earnings import</c>: dates of earnings reports from a CSV.</summary>
internal sealed class EarningsImportVerb : Verb
{
    private readonly Argument<string> _path = new("path")
    {
        Description = "CSV with columns symbol, date, known_at and optionally time (before open, after close)",
    };

    private readonly Option<bool> _late = new("--allow-late")
    {
        Description = "Keep dates that became known only after they had passed; they are used from then on",
    };

    public override IReadOnlyList<Example> Examples =>
        [
            new("quant bars earnings import earnings.csv", "All dates of the file, or none and the line that is wrong"),
            new("quant bars earnings import earnings.csv --allow-late", "The same, with dates that were told late"),
        ];

    protected override Command Define() =>
        new("import", "Import dates of earnings reports, with the time each became known") { _path, _late };

    protected override async Task<int> RunAsync(
        ParseResult parsed,
        CommonOptions common,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        var path = parsed.GetRequiredValue(_path);
        if (!File.Exists(path))
        {
            throw new BadInputException("path", path, "a CSV file that exists");
        }
        await using var connection = await Connection.OpenAsync(common.Server(parsed), cancellation);
        await using var stream = File.OpenRead(path);
        if (stream.Length == 0)
        {
            throw new BadInputException("path", path, "a file that is not empty");
        }
        var upload = await connection.Client.UploadAsync(stream, cancellation);
        var report = await connection.Client.ImportEarningsAsync(
            new EarningsImportBody(new UploadedFileDto(upload, Path.GetFileName(path)), parsed.GetValue(_late)),
            cancellation
        );
        terminal.Answer(
            report,
            console =>
                console.WriteLine(
                    $"{Numbers.Count(report.Dates)} dates, {Numbers.Count(report.Changed)} of them new or changed"
                )
        );
        return ExitCodes.Ok;
    }
}
