using System.Collections.Concurrent;

namespace Quant.Grains.Work;

/// <summary>
/// The silo's threads for long computations: a fixed number of dedicated threads that take work in order of arrival, so
/// that grains stay responsive however much is computed.
/// </summary>
public sealed class WorkPool : IDisposable
{
    private readonly BlockingCollection<Action> _queue = [];
    private readonly Thread[] _threads;
    private int _running;

    /// <param name="threads">Number of threads; at least 1.</param>
    /// <param name="name">Name of the silo, for the names of the threads.</param>
    public WorkPool(int threads, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        _threads = new Thread[threads];
        for (var i = 0; i < threads; i++)
        {
            _threads[i] = new Thread(Work) { IsBackground = true, Name = $"work-{name}-{i}" };
            _threads[i].Start();
        }
    }

    /// <summary>One thread less than the machine has, and at least one: the rest answers questions.</summary>
    public static int DefaultThreads => Math.Max(1, Environment.ProcessorCount - 1);

    public int Threads => _threads.Length;

    /// <summary>Computations waiting for a thread.</summary>
    public int Waiting => _queue.Count;

    /// <summary>Computations under way.</summary>
    public int Running => Volatile.Read(ref _running);

    /// <summary>
    /// Computes on one of the pool's threads. Cancelled before it starts, it never starts; afterwards it ends as soon as
    /// the computation looks at its token. The caller's continuation runs on the caller's scheduler.
    /// </summary>
    public Task<T> RunAsync<T>(Func<CancellationToken, T> compute, CancellationToken cancellation)
    {
        var completion = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _queue.Add(
            () =>
            {
                if (cancellation.IsCancellationRequested)
                {
                    completion.TrySetCanceled(cancellation);
                    return;
                }
                try
                {
                    completion.TrySetResult(compute(cancellation));
                }
                catch (OperationCanceledException stopped) when (cancellation.IsCancellationRequested)
                {
                    completion.TrySetCanceled(stopped.CancellationToken);
                }
                catch (Exception fault)
                {
                    completion.TrySetException(fault);
                }
            },
            CancellationToken.None
        );
        return completion.Task;
    }

    /// <summary>Takes no more work; what is queued is still done before the threads end.</summary>
    public void Dispose() => _queue.CompleteAdding();

    private void Work()
    {
        foreach (var work in _queue.GetConsumingEnumerable())
        {
            Interlocked.Increment(ref _running);
            try
            {
                work();
            }
            finally
            {
                Interlocked.Decrement(ref _running);
            }
        }
    }
}
