using Orleans.Hosting;
using OrleansEmbedded;
using Quant.Silo.Hosting;

namespace Quant.Silo.Engines;

/// <summary>
/// The silos of this process on the embedded engine: the host's own, which joins by <see cref="Join"/>, and any number
/// beside it. All that differs between engines at start-up is in this folder.
/// </summary>
public sealed class LocalSilos(QuantStores stores, QuantSiloOptions options) : IAsyncDisposable
{
    /// <summary>The engine's name, as status pages show it.</summary>
    public const string Engine = "Embedded";

    private readonly EmbeddedCluster _cluster = new("quant", "quant");

    /// <summary>Makes the host's silo one of them.</summary>
    public void Join(ISiloBuilder silo) => Configure(silo.UseEmbeddedCluster(_cluster), options.Name);

    /// <summary>Starts one more silo.</summary>
    public Task AddAsync(string name, CancellationToken cancellation) =>
        _cluster.AddSiloAsync(silo => Configure(silo, name), name, cancellation);

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    private void Configure(ISiloBuilder silo, string name) =>
        silo.Configure<Orleans.Configuration.SiloOptions>(o => o.SiloName = name)
            .AddQuant(stores, options with { Name = name });
}
