using System.Globalization;
using System.Runtime.CompilerServices;
using Orleans.Runtime.Proxies;

namespace Orleans.Runtime;

/// <summary>Makes references for an endpoint.</summary>
internal sealed class GrainFactory(Endpoint endpoint) : IClusterClient
{
    private readonly ConditionalWeakTable<object, List<GrainReference>> _observers = [];

    public IServiceProvider ServiceProvider => endpoint.Services;

    public T GetGrain<T>(Guid primaryKey, string? grainClassNamePrefix = null)
        where T : IGrainWithGuidKey => (T)(object)Get(typeof(T), KeyOf(primaryKey), grainClassNamePrefix);

    public T GetGrain<T>(long primaryKey, string? grainClassNamePrefix = null)
        where T : IGrainWithIntegerKey => (T)(object)Get(typeof(T), KeyOf(primaryKey), grainClassNamePrefix);

    public T GetGrain<T>(string primaryKey, string? grainClassNamePrefix = null)
        where T : IGrainWithStringKey => (T)(object)Get(typeof(T), primaryKey, grainClassNamePrefix);

    public IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey) =>
        (IGrain)(object)Get(grainInterfaceType, KeyOf(grainPrimaryKey), null);

    public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey) =>
        (IGrain)(object)Get(grainInterfaceType, KeyOf(grainPrimaryKey), null);

    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey) =>
        (IGrain)(object)Get(grainInterfaceType, grainPrimaryKey, null);

    public T GetGrain<T>(GrainId grainId)
        where T : IAddressable => (T)(object)ProxyFactory.Create(typeof(T), grainId, endpoint);

    public T CreateObjectReference<T>(IGrainObserver obj)
        where T : IGrainObserver
    {
        ArgumentNullException.ThrowIfNull(obj);
        if (obj is GrainReference)
            throw new ArgumentException("The object is a reference already.", nameof(obj));
        if (obj is not T)
            throw new ArgumentException($"The object does not implement {typeof(T)}.", nameof(obj));
        var id = GrainId.Create(GrainTypeInfo.Observer.GrainType, Guid.NewGuid().ToString("N"));
        var activation = new Activation(endpoint, GrainTypeInfo.Observer, id);
        activation.StartWith(new WeakReference(obj));
        endpoint.Fabric.Directory[id] = activation;
        var reference = ProxyFactory.Create(typeof(T), id, endpoint);
        var references = _observers.GetOrCreateValue(obj);
        lock (references)
            references.Add(reference);
        return (T)(object)reference;
    }

    /// <summary>Takes the object's references of this interface, or the reference itself, out of the directory.</summary>
    public void DeleteObjectReference<T>(IGrainObserver obj)
        where T : IGrainObserver
    {
        ArgumentNullException.ThrowIfNull(obj);
        List<GrainReference> ended = obj is GrainReference self ? [self] : [];
        if (_observers.TryGetValue(obj, out var references))
        {
            lock (references)
            {
                ended.AddRange(references.OfType<T>().Cast<GrainReference>());
                references.RemoveAll(r => r is T);
            }
        }

        foreach (var reference in ended)
        {
            if (endpoint.Fabric.Directory.TryGetValue(reference.GrainId, out var activation))
                activation.Deactivate(new(DeactivationReasonCode.ApplicationRequested, "The observer was deleted."));
        }
    }

    private GrainReference Get(Type interfaceType, string key, string? prefix)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key, "primaryKey");
        return ProxyFactory.Create(
            interfaceType,
            GrainId.Create(GrainTypes.Resolve(interfaceType, prefix), key),
            endpoint
        );
    }

    private static string KeyOf(Guid key) => key.ToString("N");

    private static string KeyOf(long key) => key.ToString("X", CultureInfo.InvariantCulture);
}
