namespace Quant.MarketData.Providers.Text;

/// <summary>Computes several things at once and hands them out in the order they were asked for.</summary>
internal static class InOrder
{
    /// <summary>Most computed at once: more would only wait for what takes them.</summary>
    private static readonly int s_most = Math.Clamp(Environment.ProcessorCount, 1, 4);

    /// <summary>
    /// What is made of each thing read, in order. Reading happens on the caller's thread, a few things ahead; a fault in
    /// reading shows where its thing would have come.
    /// </summary>
    /// <param name="next">The next thing; null at the end.</param>
    /// <param name="make">Called on any thread.</param>
    public static IEnumerable<TResult> Select<T, TResult>(Func<T?> next, Func<T, TResult> make)
        where T : class
    {
        var ahead = new Queue<Task<TResult>>();
        var ended = false;
        try
        {
            while (true)
            {
                while (!ended && ahead.Count <= s_most)
                {
                    var task = Start(next, make);
                    ended = task is null || task.IsFaulted;
                    if (task is not null)
                    {
                        ahead.Enqueue(task);
                    }
                }
                if (ahead.Count == 0)
                {
                    yield break;
                }
                yield return ahead.Dequeue().GetAwaiter().GetResult();
            }
        }
        finally
        {
            // Whoever stops early leaves nothing running behind, and what that throws is nobody's concern any more.
            Task.WhenAll(ahead)
                .ContinueWith(static done => done.Exception, TaskScheduler.Default)
                .GetAwaiter()
                .GetResult();
        }
    }

    private static Task<TResult>? Start<T, TResult>(Func<T?> next, Func<T, TResult> make)
        where T : class
    {
        T? thing;
        try
        {
            thing = next();
        }
        catch (Exception fault)
        {
            return Task.FromException<TResult>(fault);
        }
        return thing is null ? null : Task.Run(() => make(thing));
    }
}
