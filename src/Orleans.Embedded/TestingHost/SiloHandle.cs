using Microsoft.Extensions.Hosting;

namespace Orleans.TestingHost;

/// <summary>A silo under test.</summary>
public abstract class SiloHandle : IDisposable, IAsyncDisposable
{
    public string Name { get; set; } = "";

    public SiloAddress SiloAddress { get; set; } = SiloAddress.Zero;

    /// <summary>Stops the silo: with its grains deactivated, or as if its machine had gone.</summary>
    public abstract Task StopSiloAsync(bool stopGracefully);

    public void Dispose()
    {
        DisposeAsync().AsTask().GetAwaiter().GetResult();
        GC.SuppressFinalize(this);
    }

    public abstract ValueTask DisposeAsync();

    public override string ToString() => SiloAddress.ToString();
}

/// <summary>A silo under test in this process.</summary>
public class InProcessSiloHandle : SiloHandle
{
    private bool _stopped;

    public IHost SiloHost { get; init; } = null!;

    public IServiceProvider ServiceProvider => SiloHost.Services;

    public override async Task StopSiloAsync(bool stopGracefully)
    {
        if (_stopped)
            return;
        _stopped = true;
        await SiloServices.StopAsync(SiloHost, stopGracefully);
    }

    public override async ValueTask DisposeAsync()
    {
        await StopSiloAsync(true);
        GC.SuppressFinalize(this);
    }
}
