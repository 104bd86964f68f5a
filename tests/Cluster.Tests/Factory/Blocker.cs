using Quant.Grains.Work;

namespace Quant.Cluster.Tests.Factory;

/// <summary>Holds all threads of a silo's pool, so that what is asked of it waits until let go.</summary>
internal sealed class Blocker : IDisposable
{
    private readonly WorkPool _pool;
    private readonly ManualResetEventSlim _gate = new();
    private readonly Task[] _held;

    public Blocker(WorkPool pool)
    {
        _pool = pool;
        _held =
        [
            .. Enumerable
                .Range(0, pool.Threads)
                .Select(_ =>
                    pool.RunAsync(
                        _ =>
                        {
                            _gate.Wait();
                            return true;
                        },
                        CancellationToken.None
                    )
                ),
        ];
    }

    /// <summary>Pieces of work that wait behind it.</summary>
    public int Waiting => _pool.Running < _pool.Threads ? 0 : _pool.Waiting;

    public void Release() => _gate.Set();

    public void Dispose()
    {
        _gate.Set();
        Task.WaitAll(_held);
        _gate.Dispose();
    }
}
