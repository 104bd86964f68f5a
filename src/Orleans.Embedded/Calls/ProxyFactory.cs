namespace Orleans.Runtime.Proxies;

/// <summary>Base of the emitted classes that turn the methods of one interface into calls.</summary>
internal abstract class Proxy(GrainId grainId, Endpoint endpoint) : GrainReference(grainId, endpoint)
{
    public abstract Type Bound { get; }

    internal sealed override Type Interface => Bound;
}

/// <summary>Makes references; the class behind an interface is emitted once.</summary>
internal static class ProxyFactory
{
    private static readonly ConcurrentDictionary<Type, Lazy<Func<GrainId, Endpoint, GrainReference>>> s_constructors =
        new();

    public static GrainReference Create(Type interfaceType, GrainId grainId, Endpoint endpoint) =>
        (
            s_constructors.TryGetValue(interfaceType, out var constructor)
                ? constructor
                : s_constructors.GetOrAdd(interfaceType, static type => new(() => ProxyEmitter.Emit(type)))
        ).Value(grainId, endpoint);

    /// <summary>The methods of an interface and of those it extends, but for the empty marker interfaces.</summary>
    public static IEnumerable<MethodInfo> MethodsOf(Type interfaceType) =>
        interfaceType
            .GetInterfaces()
            .Prepend(interfaceType)
            .SelectMany(i => i.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic));
}
