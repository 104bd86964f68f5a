using Orleans.Providers;
using Orleans.Storage;

namespace Orleans.Runtime.Hosting;

/// <summary>Adds storages of one's own.</summary>
public static class StorageProviderExtensions
{
    /// <summary>
    /// Registers a storage under a name (as a keyed <see cref="IGrainStorage"/>). The one named "Default" is also the default.
    /// A storage that is an <c>ILifecycleParticipant&lt;ISiloLifecycle&gt;</c> takes part in the silo's life.
    /// </summary>
    public static IServiceCollection AddGrainStorage<T>(
        this IServiceCollection collection,
        string name,
        Func<IServiceProvider, string, T> implementationFactory
    )
        where T : IGrainStorage
    {
        collection.AddKeyedSingleton<IGrainStorage>(
            name,
            (services, key) => implementationFactory(services, (string)key!)
        );
        if (name == ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME)
            collection.TryAddSingleton(services => services.GetRequiredKeyedService<IGrainStorage>(name));
        if (typeof(ILifecycleParticipant<ISiloLifecycle>).IsAssignableFrom(typeof(T)))
            collection.AddSingleton(services =>
                (ILifecycleParticipant<ISiloLifecycle>)services.GetRequiredKeyedService<IGrainStorage>(name)
            );
        return collection;
    }
}
