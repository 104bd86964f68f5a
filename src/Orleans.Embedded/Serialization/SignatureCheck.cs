using Orleans.Runtime.Proxies;

namespace Orleans.Serialization;

/// <summary>Finds types in the signatures of grain interfaces that cannot be sent, before a call does.</summary>
internal static class SignatureCheck
{
    private static readonly ConcurrentDictionary<Type, string[]> s_faults = new();

    /// <exception cref="OrleansConfigurationException">An interface of the classes uses types not marked for sending.</exception>
    public static void Check(IEnumerable<Type> grainClasses)
    {
        var faults = grainClasses
            .SelectMany(c => c.GetInterfaces())
            .Where(i => typeof(IAddressable).IsAssignableFrom(i))
            .Distinct()
            .SelectMany(i => s_faults.GetOrAdd(i, static type => [.. FaultsOf(type)]))
            .Distinct()
            .ToList();
        if (faults.Count > 0)
            throw new OrleansConfigurationException(
                $"Found unserializable or uncopyable types which are being referenced in grain interface signatures:\n{string.Join('\n', faults)}"
            );
    }

    private static IEnumerable<string> FaultsOf(Type interfaceType) =>
        from method in ProxyFactory.MethodsOf(interfaceType)
        let result = method.ReturnType.IsGenericType ? method.ReturnType.GetGenericArguments()[0] : typeof(object)
        from type in method.GetParameters().Select(p => p.ParameterType).Append(result)
        where type != typeof(CancellationToken) && !IsSendable(type)
        select $"Type {type} is used by {interfaceType}.{method.Name}: it lacks [GenerateSerializer].";

    private static bool IsSendable(Type type)
    {
        if (type.IsGenericParameter || type.IsInterface || type.IsAbstract || type.IsEnum || type == typeof(object))
            return true;
        if (type.HasElementType)
            return IsSendable(type.GetElementType()!);
        if (PrimitiveCodecs.All.ContainsKey(type) || type.IsDefined(typeof(GenerateSerializerAttribute), false))
            return true;
        if (typeof(Exception).IsAssignableFrom(type) || typeof(IAddressable).IsAssignableFrom(type))
            return true;
        var isKnown = MemberLayout.IsTuple(type) || Shapes.Has(type) || Nullable.GetUnderlyingType(type) is not null;
        return isKnown && type.GetGenericArguments().All(IsSendable);
    }
}
