namespace Quant.Grains.Search;

/// <summary>Asynchronous work, some pieces at a time, all in turns of the calling grain.</summary>
internal static class Lanes
{
    /// <summary>
    /// Works through a sequence with at most <paramref name="lanes"/> pieces under way. The first failure stops the handing
    /// out and is thrown once all pieces under way have ended.
    /// </summary>
    public static async Task ForEachAsync<T>(
        IEnumerable<T> work,
        int lanes,
        Func<T, Task> body,
        CancellationToken cancellation
    )
    {
        using var next = work.GetEnumerator();
        var failed = false;
        async Task LaneAsync()
        {
            while (!failed && next.MoveNext())
            {
                try
                {
                    cancellation.ThrowIfCancellationRequested();
                    await body(next.Current);
                }
                catch
                {
                    failed = true;
                    throw;
                }
            }
        }
        await Task.WhenAll(Enumerable.Range(0, Math.Max(1, lanes)).Select(_ => LaneAsync()));
    }
}
