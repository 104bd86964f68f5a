namespace Orleans.Runtime;

/// <summary>The engine's own timers, to which nothing flows from whoever happens to make them.</summary>
internal static class EngineTimers
{
    /// <summary>Rings after each period; an infinite one: once armed by <see cref="ITimer.Change"/>.</summary>
    public static ITimer Start(this TimeProvider time, TimeSpan period, Action ring)
    {
        using (ExecutionContext.SuppressFlow())
            return time.CreateTimer(static ring => ((Action)ring!)(), ring, period, period);
    }
}
