using System.Linq.Expressions;

namespace Orleans.Runtime.Proxies;

/// <summary>Makes references; the class behind an interface is emitted once.</summary>
internal static class ProxyFactory
{
    private static readonly ConcurrentDictionary<Type, Lazy<Func<GrainId, Endpoint, GrainReference>>> s_constructors =
        new();
    private static readonly ConcurrentDictionary<Type, Type> s_interfaces = new();

    public static GrainReference Create(Type interfaceType, GrainId grainId, Endpoint endpoint) =>
        (
            s_constructors.TryGetValue(interfaceType, out var constructor)
                ? constructor
                : s_constructors.GetOrAdd(interfaceType, static type => new(() => Constructor(type)))
        ).Value(grainId, endpoint);

    /// <summary>The interface that calls can be made through; null: none yet.</summary>
    public static Type? InterfaceOf(GrainReference reference) => s_interfaces.GetValueOrDefault(reference.GetType());

    private static Func<GrainId, Endpoint, GrainReference> Constructor(Type interfaceType)
    {
        var proxy = ProxyEmitter.Emit(interfaceType);
        s_interfaces[proxy] = interfaceType;
        ParameterExpression[] given = [Expression.Parameter(typeof(GrainId)), Expression.Parameter(typeof(Endpoint))];
        var create = Expression.New(proxy.GetConstructors()[0], given);
        return Expression.Lambda<Func<GrainId, Endpoint, GrainReference>>(create, given).Compile();
    }

    /// <summary>The methods of an interface and of those it extends, but for the empty marker interfaces.</summary>
    public static IEnumerable<MethodInfo> MethodsOf(Type interfaceType) =>
        interfaceType
            .GetInterfaces()
            .Prepend(interfaceType)
            .SelectMany(i => i.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic));
}
