using System.CommandLine;
using Quant.Catalog;
using Quant.Client.Cli.Output;
using Quant.Lake.Roots;
using Quant.Specs;
using Spectre.Console;

namespace Quant.Client.Cli.Verbs.Catalogs;

/// <summary><c>quant catalog copy</c>: the root's catalog into an empty PostgreSQL database, for a cluster to go on with.</summary>
internal sealed class CatalogCopyVerb : Verb
{
    private readonly Option<string> _to = new("--to")
    {
        Description = "Where to: Host=…;Database=…;Username=…;Password=…, a database without a catalog",
        HelpName = "CONNECTION",
        Required = true,
    };

    public override IReadOnlyList<Example> Examples =>
        [
            new(
                "quant catalog copy --to 'Host=db;Database=quant;Username=quant'",
                "Copies every table in one transaction; the lake's folder is copied with the usual tools"
            ),
        ];

    protected override Command Define() =>
        new("copy", "Copy the catalog to PostgreSQL, so that a cluster goes on where this machine stopped") { _to };

    protected override async Task<int> RunAsync(
        ParseResult parsed,
        CommonOptions common,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        var root = DataRoot.At(common.Server(parsed).Root);
        if (!File.Exists(root.CatalogPath))
        {
            throw new BadInputException(DataRoot.Field, root.Path, "a data root with a catalog.db");
        }
        using var owner = DataRootLock.Acquire(root, TimeProvider.System);
        await using var source = await CatalogStore.OpenAsync(CatalogOptions.ForSqlite(root.CatalogPath), cancellation);
        await using var target = await CatalogStore.OpenAsync(
            CatalogOptions.ForPostgres(parsed.GetRequiredValue(_to)),
            cancellation
        );
        var tables = await source.CopyToAsync(target, cancellation);
        terminal.Answer(
            tables,
            console =>
            {
                foreach (var table in tables)
                {
                    console.WriteLine($"{table.Name, -20} {Numbers.Count(table.Rows), 12} rows");
                }
                console.WriteLine($"Copied {source.Location} to {target.Location}.");
            }
        );
        return ExitCodes.Ok;
    }
}
