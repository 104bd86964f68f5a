using System.Runtime.ExceptionServices;

namespace Quant.Learning.Threading;

/// <summary>
/// The calling thread and <c>threads − 1</c> dedicated ones, which take the tasks of a phase one by one until none is
/// left. Tasks must not depend on each other, nor their results on who does them. Waiting blocks, it does not spin:
/// idle workers cost no processor time.
/// </summary>
internal sealed class WorkerTeam : IDisposable
{
    private const int ValuesPerWorker = 250_000;
    private readonly object _gate = new();
    private readonly Thread[] _threads;
    private Action<int, int>? _body;
    private int _tasks;
    private int _next;
    private int _phase;
    private int _busy;
    private bool _ended;
    private Exception? _fault;

    /// <param name="threads">Workers in all, the caller included; at least 1.</param>
    public WorkerTeam(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        Count = threads;
        _threads = new Thread[threads - 1];
        for (var i = 0; i < _threads.Length; i++)
        {
            var worker = i + 1;
            _threads[i] = new Thread(() => Work(worker)) { IsBackground = true, Name = $"learning-{worker}" };
            _threads[i].Start();
        }
    }

    /// <summary>
    /// A team for phases over so many values: one worker per <see cref="ValuesPerWorker"/>, since below that waking
    /// another takes longer than the work.
    /// </summary>
    public static WorkerTeam For(long values, int threads) =>
        new((int)Math.Clamp(values / ValuesPerWorker, 1, Math.Max(1, threads)));

    /// <summary>Workers, the caller included; task bodies get a worker number below this.</summary>
    public int Count { get; }

    /// <summary>Runs <paramref name="body"/>(task, worker) for every task and returns when all are done.</summary>
    /// <exception cref="Exception">The first that a task threw, as it was; the other tasks were still run.</exception>
    public void Run(int tasks, Action<int, int> body)
    {
        if (tasks <= 1 || _threads.Length == 0)
        {
            for (var task = 0; task < tasks; task++)
            {
                body(task, 0);
            }
            return;
        }
        lock (_gate)
        {
            (_body, _tasks, _next, _fault) = (body, tasks, 0, null);
            _busy = _threads.Length;
            _phase++;
            Monitor.PulseAll(_gate);
        }
        Drain(0);
        lock (_gate)
        {
            while (_busy > 0)
            {
                Monitor.Wait(_gate);
            }
            _body = null;
            if (_fault is { } fault)
            {
                ExceptionDispatchInfo.Throw(fault);
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _ended = true;
            Monitor.PulseAll(_gate);
        }
        foreach (var thread in _threads)
        {
            thread.Join();
        }
    }

    private void Work(int worker)
    {
        var seen = 0;
        while (true)
        {
            lock (_gate)
            {
                while (_phase == seen && !_ended)
                {
                    Monitor.Wait(_gate);
                }
                if (_ended)
                {
                    return;
                }
                seen = _phase;
            }
            Drain(worker);
            lock (_gate)
            {
                if (--_busy == 0)
                {
                    Monitor.PulseAll(_gate);
                }
            }
        }
    }

    private void Drain(int worker)
    {
        while (true)
        {
            var task = Interlocked.Increment(ref _next) - 1;
            if (task >= _tasks)
            {
                return;
            }
            try
            {
                _body!(task, worker);
            }
            catch (Exception fault)
            {
                Interlocked.CompareExchange(ref _fault, fault, null);
            }
        }
    }
}
