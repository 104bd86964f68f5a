using Microsoft.Extensions.Configuration;

namespace Orleans.Hosting;

/// <summary>The services that silos and clients have in common.</summary>
internal static class EndpointServices
{
    public static void Add<TEndpoint>(IServiceCollection services)
        where TEndpoint : Endpoint
    {
        services.AddLogging();
        services.AddMetrics();
        services.AddOptions();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<TEndpoint>();
        services.TryAddSingleton(s => new Serializer(s.GetRequiredService<TEndpoint>()));
        services.TryAddSingleton(_ => new DeepCopier());
        services.TryAddSingleton<IClusterClient>(s => s.GetRequiredService<TEndpoint>().Factory);
        services.TryAddSingleton<IGrainFactory>(s => s.GetRequiredService<IClusterClient>());
    }

    public static void Name(IServiceCollection services, string clusterId, string serviceId) =>
        services.Configure<ClusterOptions>(options =>
        {
            options.ClusterId = clusterId;
            options.ServiceId = serviceId;
        });
}

/// <summary>What silos and clients are configured by.</summary>
internal sealed class EndpointBuilder(IServiceCollection services, IConfiguration configuration)
    : ISiloBuilder,
        IClientBuilder
{
    public IServiceCollection Services => services;

    public IConfiguration Configuration => configuration;
}
