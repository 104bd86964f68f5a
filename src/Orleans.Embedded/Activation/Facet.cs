namespace Orleans.Runtime;

/// <summary>A constructor parameter that the runtime fills: a persistent state.</summary>
internal sealed class Facet
{
    private readonly Func<Activation, PersistentStateAttribute, object> _create;
    private readonly PersistentStateAttribute _attribute;

    private Facet(ParameterInfo parameter, PersistentStateAttribute attribute)
    {
        ParameterType = parameter.ParameterType;
        if (!ParameterType.IsGenericType || ParameterType.GetGenericTypeDefinition() != typeof(IPersistentState<>))
            throw new InvalidOperationException(
                $"Parameter '{parameter.Name}' of {parameter.Member.DeclaringType} is marked [PersistentState] but is no IPersistentState<T>."
            );
        _attribute = attribute;
        _create = typeof(Facet)
            .GetMethod(nameof(CreateState), BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(ParameterType.GetGenericArguments())
            .CreateDelegate<Func<Activation, PersistentStateAttribute, object>>();
    }

    public Type ParameterType { get; }

    public static Facet[] Of(Type grainClass) =>
        [
            .. from parameter in grainClass.GetConstructors().SelectMany(c => c.GetParameters())
            let attribute = parameter.GetCustomAttribute<PersistentStateAttribute>()
            where attribute is not null
            select new Facet(parameter, attribute),
        ];

    public object Create(Activation activation) => _create(activation, _attribute);

    /// <summary>A state that is read as part of activation.</summary>
    private static object CreateState<T>(Activation activation, PersistentStateAttribute attribute)
    {
        var state = new PersistentState<T>(activation, attribute.StateName, attribute.StorageName);
        activation.ObservableLifecycle.Subscribe(
            attribute.StateName,
            GrainLifecycleStage.SetupState,
            _ => state.ReadStateAsync()
        );
        return state;
    }
}
