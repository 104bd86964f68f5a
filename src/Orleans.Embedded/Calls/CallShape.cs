namespace Orleans.Runtime.Proxies;

/// <summary>How methods of one return type are called.</summary>
/// <param name="Call">The base class of their calls.</param>
/// <param name="Ran">What the calls' method <c>Run</c> returns.</param>
/// <param name="Name">The methods of <see cref="Senders"/> and <see cref="Results"/>.</param>
/// <param name="Result">The type of the result or of the elements; null: none.</param>
internal sealed record CallShape(Type Call, Type Ran, string Name, Type? Result = null)
{
    private static readonly Dictionary<Type, CallShape> s_byReturnType = new()
    {
        [typeof(void)] = new(typeof(TaskCall), typeof(ValueTask), nameof(Senders.Void)),
        [typeof(Task)] = new(typeof(TaskCall), typeof(ValueTask), nameof(Senders.Task)),
        [typeof(ValueTask)] = new(typeof(TaskCall), typeof(ValueTask), nameof(Senders.ValueTask)),
        [typeof(Task<>)] = new(typeof(TaskCall<>), typeof(ValueTask<>), nameof(Senders.TaskOf)),
        [typeof(ValueTask<>)] = new(typeof(TaskCall<>), typeof(ValueTask<>), nameof(Senders.ValueTaskOf)),
        [typeof(IAsyncEnumerable<>)] = new(typeof(StreamCall<>), typeof(IAsyncEnumerable<>), nameof(Senders.Sequence)),
    };

    /// <exception cref="ArgumentException">The return type is none that a grain method can have.</exception>
    public static CallShape Of(MethodInfo method)
    {
        var type = method.ReturnType;
        if (s_byReturnType.TryGetValue(type.IsGenericType ? type.GetGenericTypeDefinition() : type, out var shape))
            return type.IsGenericType ? shape with { Result = type.GetGenericArguments()[0] } : shape;
        throw new ArgumentException(
            $"{method.DeclaringType}.{method.Name} returns {type}: a grain method returns Task, ValueTask, either with a result, IAsyncEnumerable or nothing."
        );
    }

    public Type Close(Type definition, GenericMap map) =>
        Result is null ? definition : definition.MakeGenericType(map.Apply(Result));

    /// <summary>The method of <see cref="Senders"/> or <see cref="Results"/>.</summary>
    public MethodInfo MethodOf(Type type, GenericMap map)
    {
        var method = type.GetMethod(Name)!;
        return Result is null ? method : method.MakeGenericMethod(map.Apply(Result));
    }
}

/// <summary>What emitted proxies end in.</summary>
internal static class Senders
{
    public static void Void(TaskCall call, GrainReference target) => call.Send(target);

    public static Task Task(TaskCall call, GrainReference target) => call.Send(target);

    public static Task<T> TaskOf<T>(TaskCall<T> call, GrainReference target) => call.Send(target);

    public static ValueTask ValueTask(TaskCall call, GrainReference target) => new(call.Send(target));

    public static ValueTask<T> ValueTaskOf<T>(TaskCall<T> call, GrainReference target) => new(call.Send(target));

    public static IAsyncEnumerable<T> Sequence<T>(StreamCall<T> call, GrainReference target) => call.Describe(target);
}

/// <summary>What emitted calls make of what the grain's method returned.</summary>
internal static class Results
{
    public static ValueTask Void(Call call) => default;

    public static ValueTask Task(Task? task, Call call) => new(task ?? throw Missing(call));

    public static ValueTask<T> TaskOf<T>(Task<T>? task, Call call) => new(task ?? throw Missing(call));

    public static ValueTask ValueTask(ValueTask task, Call call) => task;

    public static ValueTask<T> ValueTaskOf<T>(ValueTask<T> task, Call call) => task;

    public static IAsyncEnumerable<T> Sequence<T>(IAsyncEnumerable<T> sequence, Call call) => sequence;

    private static InvalidOperationException Missing(Call call) =>
        new($"{call.Method} returned null instead of a task.");
}
