using Quant.Client.Cli.Api;
using Quant.Client.Cli.Output;
using Quant.Client.Web.Contracts;
using Quant.Specs;
using Spectre.Console;

namespace Quant.Client.Cli.Import;

/// <summary>
/// Imports one after the other. Of several, one that fails is told and does not keep the others from being imported; each
/// is either imported whole or not at all.
/// </summary>
internal sealed class ImportRun(QuantClient client, Terminal terminal)
{
    /// <returns>Reports of those imported; fewer than there were where some failed.</returns>
    public async Task<IReadOnlyList<IngestReportDto>> RunAsync(
        IReadOnlyList<IBarImport> imports,
        CancellationToken cancellation
    )
    {
        if (imports.Count == 1 && imports[0].Files <= 1)
        {
            var only = imports[0];
            return
            [
                await WorkProgress.ShowAsync(
                    terminal,
                    client,
                    "import",
                    $"importing {only.Title}",
                    () => only.RunAsync(client, () => { }, cancellation),
                    cancellation
                ),
            ];
        }
        var faults = new List<string>();
        var reports =
            terminal.Quiet || !terminal.Error.Profile.Capabilities.Interactive
                ? await EachAsync(imports, faults, terminal.Note, () => { }, cancellation)
                : await terminal
                    .Error.Progress()
                    .Columns(
                        new TaskDescriptionColumn { Alignment = Justify.Left },
                        new ProgressBarColumn(),
                        new PercentageColumn(),
                        new RemainingTimeColumn()
                    )
                    .StartAsync(context =>
                    {
                        var bar = context.AddTask("importing");
                        bar.MaxValue = imports.Sum(import => import.Files + 1);
                        return EachAsync(
                            imports,
                            faults,
                            text => bar.Description = Markup.Escape(text),
                            () => bar.Increment(1),
                            cancellation
                        );
                    });
        faults.ForEach(terminal.Fault);
        return reports;
    }

    private async Task<IReadOnlyList<IngestReportDto>> EachAsync(
        IReadOnlyList<IBarImport> imports,
        List<string> faults,
        Action<string> tell,
        Action step,
        CancellationToken cancellation
    )
    {
        var reports = new List<IngestReportDto>();
        for (var i = 0; i < imports.Count; i++)
        {
            tell($"importing {imports[i].Title} ({i + 1} of {imports.Count})");
            try
            {
                reports.Add(await imports[i].RunAsync(client, step, cancellation));
            }
            catch (Exception fault)
                when (imports.Count > 1 && fault is ApiException or BadInputException or IOException)
            {
                faults.Add($"{imports[i].Title} was not imported: {fault.Message}");
            }
            step();
        }
        return reports;
    }
}
