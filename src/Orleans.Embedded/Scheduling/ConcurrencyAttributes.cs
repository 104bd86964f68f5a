namespace Orleans.Concurrency;

/// <summary>All calls of the grain class may interleave with each other at awaits.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReentrantAttribute : Attribute;

/// <summary>Asks a static or instance method of the grain class, per request, whether it may interleave.</summary>
/// <param name="callbackMethodName">A method <c>bool Name(IInvokable request)</c>.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MayInterleaveAttribute(string callbackMethodName) : Attribute
{
    internal string CallbackMethodName { get; } = callbackMethodName;
}

/// <summary>The method does not change the grain's state: such calls interleave with each other.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReadOnlyAttribute : Attribute;

/// <summary>Calls of the method interleave with any other.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AlwaysInterleaveAttribute : Attribute;

/// <summary>The caller does not wait for an answer: the call ends when it is sent, errors do not come back.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OneWayAttribute : Attribute;

/// <summary>
/// Any number of activations per silo, up to a maximum, always in the caller's silo; calls go to an idle one.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class StatelessWorkerAttribute : Placement.PlacementAttribute
{
    /// <param name="maxLocalWorkers">Most activations per silo.</param>
    public StatelessWorkerAttribute(int maxLocalWorkers)
        : base(new Orleans.Runtime.StatelessWorkerPlacement(maxLocalWorkers)) { }

    /// <summary>As many activations per silo as there are processors.</summary>
    public StatelessWorkerAttribute()
        : this(-1) { }
}
