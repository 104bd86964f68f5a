namespace Orleans.Runtime.Proxies;

/// <summary>How a method's return type is called: the base class of its calls, what they override, what sends them.</summary>
internal sealed record CallShape(Type BaseDefinition, string RunName, Type? Result, string SenderName)
{
    /// <exception cref="ArgumentException">The return type is none that a grain method can have.</exception>
    public static CallShape Of(MethodInfo method)
    {
        var type = method.ReturnType;
        if (type == typeof(void))
            return new(typeof(VoidCall), "RunVoid", null, nameof(Senders.SendVoid));
        if (type == typeof(Task))
            return new(typeof(TaskCall), "Run", null, nameof(Senders.SendTask));
        if (type == typeof(ValueTask))
            return new(typeof(ValueTaskCall), "RunValue", null, nameof(Senders.SendValueTask));
        var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        var result = type.IsGenericType ? type.GetGenericArguments()[0] : null;
        if (definition == typeof(Task<>))
            return new(typeof(TaskCall<>), "Run", result, nameof(Senders.SendTaskOf));
        if (definition == typeof(ValueTask<>))
            return new(typeof(ValueTaskCall<>), "RunValue", result, nameof(Senders.SendValueTaskOf));
        if (definition == typeof(IAsyncEnumerable<>))
            return new(typeof(StreamCall<>), "Run", result, nameof(Senders.Describe));
        throw new ArgumentException(
            $"{method.DeclaringType}.{method.Name} returns {type}: a grain method returns Task, ValueTask, either with a result, IAsyncEnumerable or nothing."
        );
    }

    public Type Base(GenericMap map) =>
        Result is null ? BaseDefinition : BaseDefinition.MakeGenericType(map.Apply(Result));

    public MethodInfo Sender(GenericMap map)
    {
        var sender = typeof(Senders).GetMethod(SenderName)!;
        return Result is null ? sender : sender.MakeGenericMethod(map.Apply(Result));
    }
}

/// <summary>What emitted proxies end in.</summary>
internal static class Senders
{
    public static void SendVoid(VoidCall call, GrainReference target) => call.Send(target);

    public static Task SendTask(TaskCall call, GrainReference target) => call.Send(target);

    public static Task<T> SendTaskOf<T>(TaskCall<T> call, GrainReference target) => call.Send(target);

    public static ValueTask SendValueTask(ValueTaskCall call, GrainReference target) => new(call.Send(target));

    public static ValueTask<T> SendValueTaskOf<T>(ValueTaskCall<T> call, GrainReference target) =>
        new(call.Send(target));

    public static IAsyncEnumerable<T> Describe<T>(StreamCall<T> call, GrainReference target) => call.Describe(target);
}
