using Orleans.Concurrency;

namespace Orleans.Runtime;

/// <summary>A method of a grain interface with what its attributes say.</summary>
internal sealed class GrainMethod(MethodInfo method, Type interfaceType)
{
    public MethodInfo Info => method;

    public Type Interface => interfaceType;

    public bool IsOneWay { get; } = Has<OneWayAttribute>(method) || method.ReturnType == typeof(void);

    public bool IsReadOnly { get; } = Has<ReadOnlyAttribute>(method);

    public bool AlwaysInterleaves { get; init; } = Has<AlwaysInterleaveAttribute>(method);

    /// <summary>Not counted as use of the grain, and not sent on when the activation ends: ticks of timers.</summary>
    public bool IsLocal { get; init; }

    public TimeSpan? Timeout { get; } = method.GetCustomAttribute<ResponseTimeoutAttribute>()?.Timeout;

    /// <summary>Whether one of the parameters is a cancellation token.</summary>
    public bool TakesToken { get; } = method.GetParameters().Any(p => p.ParameterType == typeof(CancellationToken));

    /// <summary>Whether the result is promised not to change, and need not be copied.</summary>
    public bool SharesResult { get; } = method.ReturnParameter.IsDefined(typeof(ImmutableAttribute), false);

    public int ParameterCount { get; } = method.GetParameters().Length;

    private static bool Has<TAttribute>(MethodInfo method) => method.IsDefined(typeof(TAttribute), true);

    public override string ToString() => $"{Interface.Name}.{Info.Name}";
}
