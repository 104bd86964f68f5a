using Microsoft.Extensions.Configuration;

namespace Microsoft.Extensions.Hosting;

/// <summary>Runs a silo in a host.</summary>
public static class OrleansSiloGenericHostExtensions
{
    /// <summary>Adds a silo that starts and stops with the host. The host's services are the silo's.</summary>
    public static IHostApplicationBuilder UseOrleans(
        this IHostApplicationBuilder hostAppBuilder,
        Action<ISiloBuilder> configureDelegate
    )
    {
        ArgumentNullException.ThrowIfNull(hostAppBuilder);
        ArgumentNullException.ThrowIfNull(configureDelegate);
        configureDelegate(SiloServices.Add(hostAppBuilder.Services, hostAppBuilder.Configuration));
        return hostAppBuilder;
    }
}

/// <summary>Runs a client in a host.</summary>
public static class OrleansClientGenericHostExtensions
{
    /// <summary>Adds a client that connects with the host's start.</summary>
    public static IHostApplicationBuilder UseOrleansClient(
        this IHostApplicationBuilder hostAppBuilder,
        Action<IClientBuilder> configureDelegate
    )
    {
        ArgumentNullException.ThrowIfNull(hostAppBuilder);
        ArgumentNullException.ThrowIfNull(configureDelegate);
        configureDelegate(ClientServices.Add(hostAppBuilder.Services, hostAppBuilder.Configuration));
        return hostAppBuilder;
    }
}
