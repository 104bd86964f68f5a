using Orleans.Runtime;
using Quant.Grains.Work;

namespace Quant.Cluster.Tests.Factory;

/// <summary>Holds all threads of a silo's pool, so that what is asked of it waits until let go.</summary>
internal sealed class Blocker : IDisposable
{
    private readonly WorkPool _pool;
    private readonly List<Task> _held = [];
    private Gate _gate = new();

    /// <summary>Returns once all threads are held.</summary>
    public Blocker(WorkPool pool)
    {
        _pool = pool;
        Hold();
        SpinWait.SpinUntil(() => Holds);
    }

    /// <summary>Pieces of work that wait behind it; none while threads are still busy with what was let through.</summary>
    public int Waiting => Holds ? _pool.Waiting : 0;

    private bool Holds => Volatile.Read(ref _gate.Reached) == _pool.Threads;

    /// <summary>Lets through what waits now, and holds what comes after.</summary>
    public void LetThrough()
    {
        var gate = _gate;
        _gate = new Gate();
        Hold();
        gate.Open.Set();
    }

    public void Release() => _gate.Open.Set();

    public void Dispose()
    {
        _gate.Open.Set();
        foreach (var held in _held)
        {
            try
            {
                held.Wait();
            }
            catch (AggregateException refused) when (refused.InnerException is SiloUnavailableException)
            {
                // The silo ended before it was this one's turn.
            }
        }
    }

    private void Hold()
    {
        var gate = _gate;
        for (var i = 0; i < _pool.Threads; i++)
        {
            _held.Add(
                _pool.RunAsync(
                    new WorkLabel("holding", "a thread"),
                    _ =>
                    {
                        Interlocked.Increment(ref gate.Reached);
                        gate.Open.Wait();
                        return true;
                    },
                    CancellationToken.None
                )
            );
        }
    }

    private sealed class Gate
    {
        public readonly ManualResetEventSlim Open = new();
        public int Reached;
    }
}
