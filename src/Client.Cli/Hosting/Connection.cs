using Quant.Client.Cli.Api;
using Quant.Lake.Roots;

namespace Quant.Client.Cli.Hosting;

/// <summary>
/// A way to the factory: the server that owns the data root if there is one, else one in this process for as long as the
/// command runs. So no two processes ever write one data root.
/// </summary>
internal sealed class Connection : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    private readonly QuantServer? _server;

    private Connection(QuantClient client, Uri address, QuantServer? server) =>
        (Client, Address, _server) = (client, address, server);

    public QuantClient Client { get; }

    public Uri Address { get; }

    /// <summary>True when the factory runs in this process.</summary>
    public bool IsOwn => _server is not null;

    /// <exception cref="Quant.Specs.BadInputException">The root cannot be used.</exception>
    /// <exception cref="DataRootInUseException">Its owner does not say where it answers.</exception>
    public static async Task<Connection> OpenAsync(ServerOptions options, CancellationToken cancellation)
    {
        var root = DataRoot.At(options.Root);
        for (var started = TimeProvider.System.GetTimestamp(); ; await Task.Delay(s_pause, cancellation))
        {
            try
            {
                if (DataRootLock.OwnerOf(root) is { Address: { } address })
                {
                    var uri = new Uri(address);
                    return new Connection(new QuantClient(uri, options.Token), uri, null);
                }
                var server = await QuantServer.StartAsync(options, cancellation);
                return new Connection(new QuantClient(server.Address, options.Token), server.Address, server);
            }
            catch (DataRootInUseException) when (TimeProvider.System.GetElapsedTime(started) < s_patience)
            {
                // The owner is just starting and will say its address, or just ending and will let go.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }
}
