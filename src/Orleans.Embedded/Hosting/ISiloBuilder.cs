using Microsoft.Extensions.Configuration;

namespace Orleans.Hosting;

/// <summary>Configures a silo.</summary>
public interface ISiloBuilder
{
    IServiceCollection Services { get; }

    IConfiguration Configuration { get; }
}

/// <summary>Configures a client.</summary>
public interface IClientBuilder
{
    IServiceCollection Services { get; }

    IConfiguration Configuration { get; }
}

/// <summary>Shorter ways to configure a silo.</summary>
public static class SiloBuilderExtensions
{
    public static ISiloBuilder Configure<TOptions>(this ISiloBuilder builder, Action<TOptions> configureOptions)
        where TOptions : class
    {
        builder.Services.Configure(configureOptions);
        return builder;
    }
}

/// <summary>Shorter ways to configure a client.</summary>
public static class ClientBuilderExtensions
{
    /// <inheritdoc cref="CoreHostingExtensions.AddActivityPropagation"/>
    public static IClientBuilder AddActivityPropagation(this IClientBuilder builder)
    {
        builder.Services.TryAddSingleton<CallTrace.Switch>();
        return builder;
    }

    /// <summary>Finds the cluster in this process whose silo was given the same gateway port.</summary>
    public static IClientBuilder UseLocalhostClustering(
        this IClientBuilder builder,
        int gatewayPort = 30000,
        string serviceId = "dev",
        string clusterId = "dev"
    )
    {
        ClientServices.UseLocalhost(builder.Services, gatewayPort, serviceId, clusterId);
        return builder;
    }
}
