using System.Collections.Concurrent;

namespace Quant.Grains.Work;

/// <summary>
/// The silo's threads for long computations: a fixed number of dedicated threads that take work in order of arrival, so
/// that grains stay responsive however much is computed.
/// </summary>
public sealed class WorkPool : IDisposable
{
    private readonly BlockingCollection<Piece> _queue = [];
    private readonly Thread[] _threads;
    private readonly WorkUnderWay?[] _current;
    private readonly TimeProvider _clock;
    private readonly long[] _busy;
    private readonly string _name;
    private readonly KeyValuePair<string, object?> _silo;
    private int _running;
    private volatile bool _closed;

    /// <param name="threads">Number of threads; at least 1.</param>
    /// <param name="name">Name of the silo, for the names of the threads.</param>
    /// <param name="clock">What "since" and "busy" are told by; the system's clock where null.</param>
    public WorkPool(int threads, string name, TimeProvider? clock = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        _name = name;
        _silo = new("silo", name);
        _clock = clock ?? TimeProvider.System;
        _threads = new Thread[threads];
        _current = new WorkUnderWay?[threads];
        _busy = new long[threads];
        for (var i = 0; i < threads; i++)
        {
            var thread = i;
            _threads[i] = new Thread(() => Work(thread)) { IsBackground = true, Name = $"work-{name}-{i}" };
            _threads[i].Start();
        }
        WorkMeters.Watch(this, name);
    }

    /// <summary>One thread less than the machine has, and at least one: the rest answers questions.</summary>
    public static int DefaultThreads => Math.Max(1, Environment.ProcessorCount - 1);

    public int Threads => _threads.Length;

    /// <summary>Computations waiting for a thread.</summary>
    public int Waiting => _queue.Count;

    /// <summary>Computations under way.</summary>
    public int Running => Volatile.Read(ref _running);

    /// <summary>What is computed now, longest first.</summary>
    public IReadOnlyList<WorkUnderWay> UnderWay =>
        [
            .. _current
                .Select((_, i) => Volatile.Read(ref _current[i]))
                .OfType<WorkUnderWay>()
                .OrderBy(work => work.Since),
        ];

    /// <summary>Time the threads have spent computing, added.</summary>
    public TimeSpan Busy
    {
        get
        {
            var sum = TimeSpan.Zero;
            for (var i = 0; i < _busy.Length; i++)
            {
                sum += TimeSpan.FromTicks(Volatile.Read(ref _busy[i]));
                if (Volatile.Read(ref _current[i]) is { } work)
                {
                    sum += _clock.GetElapsedTime(work.Started);
                }
            }
            return sum;
        }
    }

    /// <summary>
    /// Computes on one of the pool's threads. Cancelled before it starts, it ends at once and never starts; afterwards it
    /// ends as soon as the computation looks at its token. The caller's continuation runs on the caller's scheduler.
    /// </summary>
    /// <exception cref="SiloUnavailableException">The silo ended before the computation started; ask another one.</exception>
    public Task<T> RunAsync<T>(WorkLabel label, Func<CancellationToken, T> compute, CancellationToken cancellation)
    {
        var piece = new Piece<T>(label, compute, cancellation);
        if (_closed || !TryQueue(piece))
        {
            piece.Refuse(_name);
        }
        return piece.Completion;
    }

    /// <summary>Takes no more work and gives up what is queued; what has started is done before the threads end.</summary>
    public void Dispose()
    {
        WorkMeters.Forget(this);
        _closed = true;
        _queue.CompleteAdding();
        while (_queue.TryTake(out var piece))
        {
            piece.Refuse(_name);
        }
    }

    private bool TryQueue(Piece piece)
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

    private void Work(int thread)
    {
        foreach (var piece in _queue.GetConsumingEnumerable())
        {
            var work = new WorkUnderWay(piece.Label, _clock.GetUtcNow(), _clock.GetTimestamp());
            Interlocked.Increment(ref _running);
            Volatile.Write(ref _current[thread], work);
            try
            {
                piece.Run();
            }
            finally
            {
                Volatile.Write(ref _current[thread], null);
                var time = _clock.GetElapsedTime(work.Started);
                Volatile.Write(ref _busy[thread], _busy[thread] + time.Ticks);
                WorkMeters.Duration.Record(time.TotalSeconds, _silo, new("kind", piece.Label.Kind));
                Interlocked.Decrement(ref _running);
            }
        }
    }

    private abstract class Piece(WorkLabel label)
    {
        public WorkLabel Label { get; } = label;

        public abstract void Run();

        /// <summary>Ends it unless it has started, because the silo of this name ends.</summary>
        public abstract void Refuse(string silo);
    }

    /// <summary>One computation: waiting, then either started or given up.</summary>
    private sealed class Piece<T> : Piece
    {
        private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Func<CancellationToken, T> _compute;
        private readonly CancellationToken _cancellation;
        private readonly CancellationTokenRegistration _registration;
        private int _decided;

        public Piece(WorkLabel label, Func<CancellationToken, T> compute, CancellationToken cancellation)
            : base(label)
        {
            (_compute, _cancellation) = (compute, cancellation);
            _registration = cancellation.UnsafeRegister(static piece => ((Piece<T>)piece!).GiveUp(), this);
        }

        public Task<T> Completion => _completion.Task;

        public override void Run()
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

        public override void Refuse(string silo)
        {
            if (TryDecide())
            {
                _registration.Unregister();
                _completion.TrySetException(
                    new SiloUnavailableException($"Silo {silo} ended before it began this work.")
                );
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

/// <summary>A computation that a thread is busy with.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Since">When it started.</param>
/// <param name="Started">The same, as a timestamp of the pool's clock.</param>
public sealed record WorkUnderWay(WorkLabel Label, DateTimeOffset Since, long Started);
