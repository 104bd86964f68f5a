namespace Orleans.Runtime;

/// <summary>A constructor parameter that the runtime fills: a persistent state.</summary>
internal sealed class Facet
{
    private readonly PersistentStateAttribute _attribute;
    private readonly Func<Activation, string, string?, object> _create;

    private Facet(Type parameterType, Type stateType, PersistentStateAttribute attribute)
    {
        ParameterType = parameterType;
        _create = typeof(Facet)
            .GetMethod(nameof(CreateState), BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(stateType)
            .CreateDelegate<Func<Activation, string, string?, object>>();
        _attribute = attribute;
    }

    public Type ParameterType { get; }

    public static Facet[] Of(Type grainClass)
    {
        var facets = new List<Facet>();
        foreach (var parameter in grainClass.GetConstructors().SelectMany(c => c.GetParameters()))
        {
            if (parameter.GetCustomAttribute<PersistentStateAttribute>() is not { } attribute)
                continue;
            if (
                !parameter.ParameterType.IsGenericType
                || parameter.ParameterType.GetGenericTypeDefinition() != typeof(IPersistentState<>)
            )
                throw new InvalidOperationException(
                    $"Parameter '{parameter.Name}' of {grainClass} is marked [PersistentState] but is no IPersistentState<T>."
                );
            facets.Add(new(parameter.ParameterType, parameter.ParameterType.GetGenericArguments()[0], attribute));
        }

        return [.. facets];
    }

    public object Create(Activation activation) => _create(activation, _attribute.StateName, _attribute.StorageName);

    private static object CreateState<T>(Activation activation, string stateName, string? storageName) =>
        new PersistentState<T>(activation, stateName, storageName);
}
