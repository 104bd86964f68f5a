using System.CommandLine;
using Quant.Client.Cli.Hosting;
using Quant.Client.Cli.Output;

namespace Quant.Client.Cli.Verbs.Lake;

/// <summary><c>quant lake files</c>: the files that hold the partitions now, for other tools to read.</summary>
internal sealed class LakeFilesVerb : Verb
{
    private readonly Option<string?> _dataset = new("--dataset")
    {
        Description = "Only of this dataset, such as bars/interval=1d",
        HelpName = "DATASET",
    };

    private readonly Option<string?> _symbol = new("--symbol")
    {
        Description = "Only of this symbol",
        HelpName = "SYMBOL",
    };

    private readonly Option<bool> _paths = new("--paths") { Description = "Full paths, one a line, and nothing else" };

    public override IReadOnlyList<Example> Examples =>
        [
            new("quant lake files", "Partitions, rows and files"),
            new("quant lake files --dataset bars/interval=1d --paths", "Parquet files for other tools to read"),
        ];

    protected override Command Define() =>
        new("files", "List the files that hold the partitions now") { _dataset, _symbol, _paths };

    protected override async Task<int> RunAsync(
        ParseResult parsed,
        CommonOptions common,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        await using var connection = await Connection.OpenAsync(common.Server(parsed), cancellation);
        var files = await connection.Client.LakeFilesAsync(
            parsed.GetValue(_dataset),
            parsed.GetValue(_symbol)?.ToUpperInvariant(),
            cancellation
        );
        if (parsed.GetValue(_paths))
        {
            var status = await connection.Client.StatusAsync(cancellation);
            foreach (var file in files)
            {
                terminal.Line(Path.Combine(status.DataRoot, "lake", file.File));
            }
            return ExitCodes.Ok;
        }
        terminal.Answer(
            files,
            console =>
                TextGrid.Show(
                    console,
                    ["dataset", "symbol", "period", ">rows", ">size", ">generation", "file"],
                    files.Select(file =>
                        (string[])
                            [
                                file.Dataset,
                                file.Symbol,
                                file.Period,
                                Numbers.Count(file.Rows),
                                Numbers.Bytes(file.Bytes),
                                Numbers.Count(file.Generation),
                                file.File,
                            ]
                    ),
                    "No files."
                )
        );
        return ExitCodes.Ok;
    }
}
