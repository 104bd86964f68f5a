using System.Linq.Expressions;
using Orleans.Concurrency;
using Orleans.Placement;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime;

/// <summary>What the attributes of a grain class say, and how its objects are made.</summary>
internal sealed class GrainTypeInfo(Type grainClass, GrainType grainType)
{
    private readonly Facet[] _facets = Facet.Of(grainClass);
    private readonly TimeSpan? _collectionAge = grainClass.IsDefined(typeof(KeepAliveAttribute), true)
        ? Timeout.InfiniteTimeSpan
        : grainClass.GetCustomAttribute<CollectionAgeLimitAttribute>(true)?.AgeLimit;

    /// <summary>The type of observers, which are made by their owners.</summary>
    public static readonly GrainTypeInfo Observer = new(typeof(object), GrainType.Create("sys.observer"))
    {
        IsObserver = true,
    };

    public Type Class => grainClass;

    public GrainType GrainType => grainType;

    /// <summary>Name of the class as the figures of the cluster give it.</summary>
    public string Name { get; } = $"{grainClass.FullName},{grainClass.Assembly.GetName().Name}";

    /// <summary>Tells measurements of this type from others.</summary>
    public KeyValuePair<string, object?> Tag { get; } = new(Instruments.GrainTypeTag, grainType.ToString());

    public PlacementStrategy Placement { get; } =
        grainClass.GetCustomAttribute<PlacementAttribute>(true)?.PlacementStrategy ?? new ResourceOptimizedPlacement();

    public bool IsReentrant { get; } = grainClass.IsDefined(typeof(ReentrantAttribute), true);

    public bool IsObserver { get; private init; }

    public bool CountsLoad => Placement is StatelessWorkerPlacement;

    public bool OverridesActivation { get; } = Overrides(grainClass, nameof(IGrainBase.OnActivateAsync));

    public bool OverridesDeactivation { get; } = Overrides(grainClass, nameof(IGrainBase.OnDeactivateAsync));

    /// <summary>Asks a grain whether a call may interleave; null: its class has no such method.</summary>
    public Func<object, Call, bool>? MayInterleave { get; } =
        grainClass.GetCustomAttribute<MayInterleaveAttribute>(true) is { } attribute
            ? Predicate(grainClass, attribute.CallbackMethodName)
            : null;

    public object Create(Activation activation) =>
        _facets.Length == 0
            ? Factory(new ServicesOf(activation), [])
            : Factory(activation.ActivationServices, [.. _facets.Select(f => f.Create(activation))]);

    /// <summary>The idle time after which activations end; negative: never.</summary>
    public TimeSpan CollectionAge(GrainCollectionOptions options) =>
        _collectionAge
        ?? (
            options.ClassSpecificCollectionAge.TryGetValue(grainClass.FullName!, out var age)
                ? age
                : options.CollectionAge
        );

    private ObjectFactory Factory =>
        field ??= ActivatorUtilities.CreateFactory(grainClass, Array.ConvertAll(_facets, facet => facet.ParameterType));

    private static bool Overrides(Type grainClass, string name) =>
        grainClass
            .GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Any(m =>
                (m.Name == name || m.Name.EndsWith($"{nameof(IGrainBase)}.{name}", StringComparison.Ordinal))
                && m.DeclaringType != typeof(Grain)
            );

    private static Func<object, Call, bool> Predicate(Type grainClass, string name)
    {
        var method =
            grainClass.GetMethod(
                name,
                BindingFlags.Static
                    | BindingFlags.Instance
                    | BindingFlags.Public
                    | BindingFlags.NonPublic
                    | BindingFlags.FlattenHierarchy
            )
            ?? throw new InvalidOperationException(
                $"Class {grainClass} doesn't declare public static method with name {name} specified in MayInterleave attribute"
            );
        if (
            method.ReturnType != typeof(bool)
            || method.GetParameters() is not [{ ParameterType: var parameter }]
            || parameter != typeof(IInvokable)
        )
            throw new InvalidOperationException(
                $"Wrong signature of callback method {name} specified in MayInterleave attribute for grain class {grainClass}. Expected: bool {name}(IInvokable req)"
            );
        if (method.IsStatic)
        {
            var ask = method.CreateDelegate<Func<IInvokable, bool>>();
            return (_, call) => ask(call);
        }

        var grain = Expression.Parameter(typeof(object));
        var request = Expression.Parameter(typeof(Call));
        var body = Expression.Call(Expression.Convert(grain, grainClass), method, request);
        return Expression.Lambda<Func<object, Call, bool>>(body, grain, request).Compile();
    }

    /// <summary>The services of an activation, whose scope is opened only when something is asked for.</summary>
    private sealed class ServicesOf(Activation activation) : IServiceProvider, IKeyedServiceProvider
    {
        public object? GetService(Type serviceType) => activation.ActivationServices.GetService(serviceType);

        public object? GetKeyedService(Type serviceType, object? serviceKey) =>
            ((IKeyedServiceProvider)activation.ActivationServices).GetKeyedService(serviceType, serviceKey);

        public object GetRequiredKeyedService(Type serviceType, object? serviceKey) =>
            ((IKeyedServiceProvider)activation.ActivationServices).GetRequiredKeyedService(serviceType, serviceKey);
    }
}
