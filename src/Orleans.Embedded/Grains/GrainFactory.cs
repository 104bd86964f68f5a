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
        where T : IGrainWithGuidKey => Get<T>(primaryKey.ToString("N"), grainClassNamePrefix);

    public T GetGrain<T>(long primaryKey, string? grainClassNamePrefix = null)
        where T : IGrainWithIntegerKey =>
        Get<T>(primaryKey.ToString("X", CultureInfo.InvariantCulture), grainClassNamePrefix);

    public T GetGrain<T>(string primaryKey, string? grainClassNamePrefix = null)
        where T : IGrainWithStringKey => Get<T>(primaryKey, grainClassNamePrefix);

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

    private T Get<T>(string key, string? prefix)
        where T : IAddressable
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key, "primaryKey");
        return GetGrain<T>(GrainId.Create(GrainTypes.Resolve(typeof(T), prefix), key));
    }
}
