using Quant.Client.Cli.Hosting;
using Quant.Lake.Roots;
using Quant.Specs;

namespace Quant.Client.Cli.Verbs.Cluster;

/// <summary>The server whose silos are meant: a command that served itself would only ever see its own.</summary>
internal static class RunningServer
{
    /// <exception cref="BadInputException">No server holds the data root.</exception>
    public static Task<Connection> OpenAsync(ServerOptions options, CancellationToken cancellation) =>
        DataRootLock.OwnerOf(DataRoot.At(options.Root)) is null
            ? throw new BadInputException(
                "--root",
                options.Root,
                "a data root that a server holds: start 'quant serve' first"
            )
            : Connection.OpenAsync(options, cancellation);
}
