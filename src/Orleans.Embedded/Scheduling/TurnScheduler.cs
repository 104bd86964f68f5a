using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

/// <summary>
/// Runs the turns of one activation, one at a time, on the thread pool: its calls and timers, and the continuations of
/// what they await. Turns see it as <see cref="TaskScheduler.Current"/>, so awaits come back to it.
/// </summary>
internal sealed class TurnScheduler(Activation owner) : TaskScheduler, IThreadPoolWorkItem
{
    private static readonly Action<object?> s_drain = static scheduler => ((TurnScheduler)scheduler!).Drain();

    private readonly Lock _gate = new();
    private Queue<Task>? _tasks;
    private Call? _firstArrived;
    private Call? _lastArrived;
    private bool _isScheduled;
    private bool _isDead;

    public override int MaximumConcurrencyLevel => 1;

    /// <summary>Adds a call; false where the activation no longer takes any.</summary>
    public bool TryEnqueue(Call call)
    {
        lock (_gate)
        {
            if (_isDead || owner.IsInvalid)
                return false;
            call.Next = null;
            if (_lastArrived is null)
                _firstArrived = call;
            else
                _lastArrived.Next = call;
            _lastArrived = call;
            if (_isScheduled)
                return true;
            _isScheduled = true;
        }

        // Through the queue that all share: a thread prefers what it queued itself, so that grains which keep calling
        // each other would keep it from everything else.
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        return true;
    }

    /// <summary>Marks the activation invalid, so that no further call is taken, and gives those taken but not yet seen.</summary>
    public Call? Invalidate(Action markInvalid)
    {
        lock (_gate)
        {
            markInvalid();
            var arrived = _firstArrived;
            _firstArrived = _lastArrived = null;
            return arrived;
        }
    }

    /// <summary>Has the activation look for calls it can begin.</summary>
    public void Wake()
    {
        lock (_gate)
        {
            if (_isScheduled || _isDead)
                return;
            _isScheduled = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
    }

    /// <summary>Runs an action as a turn.</summary>
    public void Post(Action<object?> action, object? state) =>
        new Task(action, state, CancellationToken.None, TaskCreationOptions.DenyChildAttach).Start(this);

    /// <summary>Nothing runs any more: what is queued is dropped, what is awaited never comes back.</summary>
    public void Kill()
    {
        lock (_gate)
        {
            _isDead = true;
            _tasks = null;
            _firstArrived = _lastArrived = null;
        }
    }

    void IThreadPoolWorkItem.Execute()
    {
        RuntimeContext.Current = owner;
        var began = Environment.TickCount64;
        try
        {
            while (true)
            {
                if (Dequeue() is { } task)
                {
                    var turnBegan = Environment.TickCount64;
                    TryExecuteTask(task);
                    if (IsOver(began, turnBegan))
                        return;
                }
                else if (Volatile.Read(ref _firstArrived) is not null || owner.HasWaiting)
                {
                    // Only inside a task of this scheduler is it TaskScheduler.Current. Calls need one, continuations are one.
                    var drain = new Task(s_drain, this, TaskCreationOptions.DenyChildAttach);
                    drain.RunSynchronously(this);
                    if (drain.Exception is { } failure)
                        owner.OnBroken(failure.InnerException!);
                    return;
                }
                else if (TryRest())
                {
                    return;
                }
            }
        }
        finally
        {
            RuntimeContext.Current = null;
        }
    }

    protected override void QueueTask(Task task)
    {
        lock (_gate)
        {
            if (_isDead)
                return;
            (_tasks ??= new Queue<Task>()).Enqueue(task);
            if (_isScheduled)
                return;
            _isScheduled = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && ReferenceEquals(RuntimeContext.Current, owner) && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (_gate)
            return _tasks is null ? [] : [.. _tasks];
    }

    private void Drain()
    {
        var context = ExecutionContext.Capture()!;
        var began = Environment.TickCount64;
        while (true)
        {
            var turnBegan = Environment.TickCount64;
            Task? task = null;
            Call? arrived;
            lock (_gate)
            {
                _tasks?.TryDequeue(out task);
                arrived = _firstArrived;
                _firstArrived = _lastArrived = null;
            }

            if (arrived is not null)
                owner.Receive(arrived);
            var worked = task is not null && TryExecuteTask(task);
            worked |= owner.BeginNext();
            if (!ReferenceEquals(ExecutionContext.Capture(), context))
                ExecutionContext.Restore(context);
            if (worked ? IsOver(began, turnBegan) : TryRest())
                return;
        }
    }

    private Task? Dequeue()
    {
        lock (_gate)
        {
            Task? task = null;
            _tasks?.TryDequeue(out task);
            return task;
        }
    }

    /// <summary>Warns of a turn that was too long; true where others are to have the thread, who may drain from here on.</summary>
    private bool IsOver(long began, long turnBegan)
    {
        var now = Environment.TickCount64;
        var options = owner.Home.Scheduling;
        if (now - turnBegan > options.WarningMilliseconds)
        {
            owner.Home.Instruments.LongTurns.Add(1);
            owner.Home.Log.LongTurn(owner.ToString(), TimeSpan.FromMilliseconds(now - turnBegan), options.Warning);
        }

        if (now - began < options.QuantumMilliseconds)
            return false;
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        return true;
    }

    private bool TryRest()
    {
        lock (_gate)
        {
            if (!_isDead && (_tasks is { Count: > 0 } || _firstArrived is not null))
                return false;
            _isScheduled = false;
            return true;
        }
    }
}

/// <summary>The activation whose turn runs on this thread.</summary>
internal static class RuntimeContext
{
    [ThreadStatic]
    private static Activation? t_current;

    public static Activation? Current
    {
        get => t_current;
        set => t_current = value;
    }
}
