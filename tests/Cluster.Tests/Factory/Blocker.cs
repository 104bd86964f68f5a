using Orleans.Runtime;
using Quant.Grains.Work;

namespace Quant.Cluster.Tests.Factory;

/// <summary>Holds all threads of a silo's pool, so that what is asked of it waits until let go.</summary>
internal sealed class Blocker : IDisposable
{
    private readonly WorkPool _pool;
    private readonly List<Task> _held = [];
    private ManualResetEventSlim _gate = new();

    public Blocker(WorkPool pool)
    {
        _pool = pool;
        Hold();
    }

    /// <summary>Pieces of work that wait behind it.</summary>
    public int Waiting => _pool.Running < _pool.Threads ? 0 : _pool.Waiting;

    /// <summary>Lets through what waits now, and holds what comes after.</summary>
    public void LetThrough()
    {
        var gate = _gate;
        _gate = new ManualResetEventSlim();
        Hold();
        gate.Set();
    }

    public void Release() => _gate.Set();

    public void Dispose()
    {
        _gate.Set();
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
                        gate.Wait();
                        return true;
                    },
                    CancellationToken.None
                )
            );
        }
    }
}
