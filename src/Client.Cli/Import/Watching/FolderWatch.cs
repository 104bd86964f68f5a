using Quant.Client.Cli.Api;
using Quant.Client.Cli.Output;
using Quant.Client.Web.Contracts;
using Quant.Specs;
using Spectre.Console;

namespace Quant.Client.Cli.Import.Watching;

/// <summary>Imports what appears or changes in a folder, file by file, until it is told to end.</summary>
internal sealed class FolderWatch(QuantClient client, WatchedFolder folder, ImportWish wish, Terminal terminal)
{
    private const int ServerFault = 500;

    /// <summary>What was said of files that will be tried again, so that it is said once.</summary>
    private readonly HashSet<(string, string)> _said = [];

    /// <summary>
    /// Looks again and again. A file that is refused is told and left alone until it changes; one that could not be read,
    /// or that the server could not take, is tried again at the next look.
    /// </summary>
    /// <param name="every">Time between looks; a file is whole when it did not change for so long.</param>
    /// <param name="clock">What time is measured by.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task RunAsync(TimeSpan every, TimeProvider clock, CancellationToken cancellation)
    {
        while (true)
        {
            await LookAsync(cancellation);
            await Task.Delay(every, clock, cancellation);
        }
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        IReadOnlyList<WatchedFile> files;
        try
        {
            files = folder.Look();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            SayOnce("", fault.Message);
            return;
        }
        foreach (var file in files)
        {
            cancellation.ThrowIfCancellationRequested();
            await ImportAsync(file, cancellation);
        }
    }

    private async Task ImportAsync(WatchedFile file, CancellationToken cancellation)
    {
        try
        {
            foreach (var import in ImportPlan.Of([file.Path], WishFor(file)))
            {
                Tell(file, await import.RunAsync(client, () => { }, cancellation));
            }
            folder.Done(file);
        }
        catch (Exception fault) when (fault is BadInputException or ApiException { Status: < ServerFault })
        {
            terminal.Fault($"{Path.GetFileName(file.Path)} was not imported: {fault.Message}");
            folder.Done(file);
        }
        catch (Exception fault)
            when (fault is IOException or UnauthorizedAccessException or HttpRequestException or ApiException)
        {
            SayOnce(file.Path, $"{Path.GetFileName(file.Path)} is tried again: {fault.Message}");
        }
    }

    /// <summary>LEAN's times are the exchange's, whatever zone other files are in.</summary>
    private ImportWish WishFor(WatchedFile file) =>
        wish with
        {
            Format = file.Format,
            TimeZone = file.Format == ImportFormat.Lean ? null : wish.TimeZone,
        };

    private void Tell(WatchedFile file, IngestReportDto report) =>
        terminal.Answer(
            report,
            console =>
                console.WriteLine(
                    report.AlreadyDone
                        ? $"{report.Symbol} {report.Interval} from {Path.GetFileName(file.Path)}: imported before"
                        : $"{report.Symbol} {report.Interval} from {Path.GetFileName(file.Path)}: "
                            + $"{Numbers.Count(report.Added)} new, {Numbers.Count(report.Replaced)} replaced, "
                            + $"{Numbers.Count(report.Refused.Values.Sum())} refused"
                )
        );

    private void SayOnce(string path, string text)
    {
        if (_said.Add((path, text)))
        {
            terminal.Fault(text);
        }
    }
}
