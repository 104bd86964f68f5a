using Orleans.Concurrency;

namespace Orleans.Runtime;

/// <summary>A method of a grain interface with what its attributes say.</summary>
internal sealed class GrainMethod
{
    private readonly ParameterInfo[] _parameters;

    public GrainMethod(MethodInfo method, Type interfaceType)
    {
        Info = method;
        Interface = interfaceType;
        _parameters = method.GetParameters();
        IsOneWay = method.IsDefined(typeof(OneWayAttribute), true) || method.ReturnType == typeof(void);
        IsReadOnly = method.IsDefined(typeof(ReadOnlyAttribute), true);
        AlwaysInterleaves = method.IsDefined(typeof(AlwaysInterleaveAttribute), true);
        Timeout = method.GetCustomAttribute<ResponseTimeoutAttribute>()?.Timeout;
        TokenIndex = Array.FindIndex(_parameters, p => p.ParameterType == typeof(CancellationToken));
        SharesResult = method.ReturnParameter.IsDefined(typeof(ImmutableAttribute), false);
    }

    public MethodInfo Info { get; }

    public Type Interface { get; }

    public bool IsOneWay { get; }

    public bool IsReadOnly { get; }

    public bool AlwaysInterleaves { get; init; }

    /// <summary>Not counted as use of the grain, and not sent on when the activation ends: ticks of timers.</summary>
    public bool IsLocal { get; init; }

    public TimeSpan? Timeout { get; }

    /// <summary>Position of the cancellation token among the parameters; -1: none.</summary>
    public int TokenIndex { get; }

    /// <summary>Whether the result is promised not to change, and need not be copied.</summary>
    public bool SharesResult { get; }

    public int ParameterCount => _parameters.Length;

    public override string ToString() => $"{Interface.Name}.{Info.Name}";
}
