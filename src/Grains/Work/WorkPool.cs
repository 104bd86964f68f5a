using System.Collections.Concurrent;

namespace Quant.Grains.Work;

/// <summary>
/// The silo's threads for long computations: a fixed number of dedicated threads that take work in order of arrival, so
/// that grains stay responsive however much is computed.
/// </summary>
public sealed class WorkPool : IDisposable
{
    private readonly BlockingCollection<IPiece> _queue = [];
    private readonly Thread[] _threads;
    private readonly string _name;
    private int _running;
    private volatile bool _closed;

    /// <param name="threads">Number of threads; at least 1.</param>
    /// <param name="name">Name of the silo, for the names of the threads.</param>
    public WorkPool(int threads, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        _name = name;
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
    /// Computes on one of the pool's threads. Cancelled before it starts, it ends at once and never starts; afterwards it
    /// ends as soon as the computation looks at its token. The caller's continuation runs on the caller's scheduler.
    /// </summary>
    /// <exception cref="SiloUnavailableException">The silo ended before the computation started; ask another one.</exception>
    public Task<T> RunAsync<T>(Func<CancellationToken, T> compute, CancellationToken cancellation)
    {
        var piece = new Piece<T>(compute, cancellation);
        if (_closed || !TryQueue(piece))
        {
            piece.Refuse(_name);
        }
        return piece.Completion;
    }

    /// <summary>Takes no more work and gives up what is queued; what has started is done before the threads end.</summary>
    public void Dispose()
    {
        _closed = true;
        _queue.CompleteAdding();
        while (_queue.TryTake(out var piece))
        {
            piece.Refuse(_name);
        }
    }

    private bool TryQueue(IPiece piece)
    {
        try
        {
            _queue.Add(piece);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private void Work()
    {
        foreach (var piece in _queue.GetConsumingEnumerable())
        {
            Interlocked.Increment(ref _running);
            try
            {
                piece.Run();
            }
            finally
            {
                Interlocked.Decrement(ref _running);
            }
        }
    }

    private interface IPiece
    {
        void Run();

        /// <summary>Ends it unless it has started, because the silo of this name ends.</summary>
        void Refuse(string silo);
    }

    /// <summary>One computation: waiting, then either started or given up.</summary>
    private sealed class Piece<T> : IPiece
    {
        private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Func<CancellationToken, T> _compute;
        private readonly CancellationToken _cancellation;
        private readonly CancellationTokenRegistration _registration;
        private int _decided;

        public Piece(Func<CancellationToken, T> compute, CancellationToken cancellation)
        {
            (_compute, _cancellation) = (compute, cancellation);
            _registration = cancellation.UnsafeRegister(static piece => ((Piece<T>)piece!).GiveUp(), this);
        }

        public Task<T> Completion => _completion.Task;

        public void Run()
        {
            if (!TryDecide())
            {
                return;
            }
            _registration.Unregister();
            try
            {
                _completion.TrySetResult(_compute(_cancellation));
            }
            catch (OperationCanceledException) when (_cancellation.IsCancellationRequested)
            {
                _completion.TrySetCanceled(_cancellation);
            }
            catch (Exception fault)
            {
                _completion.TrySetException(fault);
            }
        }

        public void Refuse(string silo)
        {
            if (TryDecide())
            {
                _registration.Unregister();
                _completion.TrySetException(new SiloUnavailableException($"Silo {silo} ended before it began this work."));
            }
        }

        private void GiveUp()
        {
            if (TryDecide())
            {
                _completion.TrySetCanceled(_cancellation);
            }
        }

        private bool TryDecide() => Interlocked.Exchange(ref _decided, 1) == 0;
    }
}
