using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

/// <summary>
/// Runs the turns of one activation, one at a time, on the thread pool: its calls and timers, and the continuations of
/// what they await. Turns see it as <see cref="TaskScheduler.Current"/>, so what they start stays with it, and through a
/// <see cref="SynchronizationContext"/>, by which awaits come back to it without a task for each.
/// </summary>
internal sealed class TurnScheduler : TaskScheduler, IThreadPoolWorkItem
{
    private static readonly Action<object?> s_drain = static scheduler => ((TurnScheduler)scheduler!).Drain();

    private readonly Activation _owner;
    private readonly Lock _gate = new();
    private readonly Context _context;
    private Queue<Turn>? _turns;
    private Call? _firstArrived;
    private Call? _lastArrived;
    private bool _isScheduled;
    private bool _isDead;

    public TurnScheduler(Activation owner)
    {
        _owner = owner;
        _context = new Context(this);
    }

    public override int MaximumConcurrencyLevel => 1;

    /// <summary>Adds a call; false where the activation no longer takes any.</summary>
    public bool TryEnqueue(Call call)
    {
        lock (_gate)
        {
            if (_isDead || _owner.IsInvalid)
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

        Schedule();
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

    /// <summary>Runs an action as a turn.</summary>
    public void Post(Action<object?> action, object? state) =>
        new Task(action, state, CancellationToken.None, TaskCreationOptions.DenyChildAttach).Start(this);

    /// <summary>Nothing runs any more: what is queued is dropped, what is awaited never comes back.</summary>
    public void Kill()
    {
        lock (_gate)
        {
            _isDead = true;
            _turns = null;
            _firstArrived = _lastArrived = null;
        }
    }

    void IThreadPoolWorkItem.Execute()
    {
        RuntimeContext.Current = _owner;
        SynchronizationContext.SetSynchronizationContext(_context);
        var began = Environment.TickCount64;
        try
        {
            while (true)
            {
                if (DequeueTask() is { } task)
                {
                    var turnBegan = Environment.TickCount64;
                    TryExecuteTask(task);
                    if (IsOver(began, turnBegan))
                        return;
                }
                else if (_turns is { Count: > 0 } || Volatile.Read(ref _firstArrived) is not null || _owner.HasWaiting)
                {
                    // Only inside a task of this scheduler is it TaskScheduler.Current. Calls need one, continuations are one.
                    var drain = new Task(s_drain, this, TaskCreationOptions.DenyChildAttach);
                    drain.RunSynchronously(this);
                    if (drain.Exception is { } failure)
                        _owner.OnBroken(failure.InnerException!);
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
            SynchronizationContext.SetSynchronizationContext(null);
        }
    }

    protected override void QueueTask(Task task) => Enqueue(new(task, null));

    private void Enqueue(Turn turn)
    {
        lock (_gate)
        {
            if (_isDead)
                return;
            (_turns ??= new()).Enqueue(turn);
            if (_isScheduled)
                return;
            _isScheduled = true;
        }

        Schedule();
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && ReferenceEquals(RuntimeContext.Current, _owner) && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (_gate)
            return _turns is null ? [] : [.. _turns.Select(t => t.Work).OfType<Task>()];
    }

    private void Drain()
    {
        var context = ExecutionContext.Capture()!;
        var began = Environment.TickCount64;
        while (true)
        {
            var turnBegan = Environment.TickCount64;
            Turn turn = default;
            Call? arrived;
            lock (_gate)
            {
                _turns?.TryDequeue(out turn);
                arrived = _firstArrived;
                _firstArrived = _lastArrived = null;
            }

            if (arrived is not null)
                _owner.Receive(arrived);
            var worked = turn.Work is not null;
            if (worked)
                Run(turn);
            worked |= _owner.BeginNext();
            if (!ReferenceEquals(ExecutionContext.Capture(), context))
                ExecutionContext.Restore(context);
            if (worked ? IsOver(began, turnBegan) : TryRest())
                return;
        }
    }

    private void Run(Turn turn)
    {
        if (turn.Work is Task task)
            TryExecuteTask(task);
        else
            ((SendOrPostCallback)turn.Work)(turn.State);
    }

    /// <summary>The next turn where it is a task, which needs none around it.</summary>
    private Task? DequeueTask()
    {
        lock (_gate)
        {
            if (_turns is null || !_turns.TryPeek(out var turn) || turn.Work is not Task task)
                return null;
            _turns.Dequeue();
            return task;
        }
    }

    /// <summary>Warns of a turn that was too long; true where others are to have the thread, who may drain from here on.</summary>
    private bool IsOver(long began, long turnBegan)
    {
        var now = Environment.TickCount64;
        var options = _owner.Home.Scheduling;
        if (now - turnBegan > options.WarningMilliseconds)
        {
            _owner.Home.Instruments.LongTurns.Add(1);
            _owner.Home.Log.LongTurn(_owner.ToString(), TimeSpan.FromMilliseconds(now - turnBegan), options.Warning);
        }

        if (now - began < options.QuantumMilliseconds)
            return false;
        Schedule();
        return true;
    }

    /// <summary>
    /// Through the queue that all share: a thread prefers what it queued itself, so that grains which keep calling each
    /// other would keep it from everything else, and answers that come together would be taken one by one.
    /// </summary>
    private void Schedule() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);

    private bool TryRest()
    {
        lock (_gate)
        {
            if (!_isDead && (_turns is { Count: > 0 } || _firstArrived is not null))
                return false;
            _isScheduled = false;
            return true;
        }
    }

    /// <summary>A task, or a callback with its state.</summary>
    private readonly record struct Turn(object Work, object? State);

    /// <summary>Brings awaits back.</summary>
    private sealed class Context(TurnScheduler scheduler) : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state) => scheduler.Enqueue(new(d, state));

        public override void Send(SendOrPostCallback d, object? state)
        {
            if (!ReferenceEquals(RuntimeContext.Current, scheduler._owner))
                throw new NotSupportedException("The turns of a grain cannot be waited for.");
            d(state);
        }

        public override SynchronizationContext CreateCopy() => this;
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
