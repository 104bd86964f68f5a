namespace Orleans.Runtime;

/// <summary>The result of a call that has none.</summary>
[GenerateSerializer]
[Immutable]
internal readonly struct Nothing;

/// <summary>Calls of methods that return <see cref="Task"/>.</summary>
internal abstract class TaskCall : Call<Nothing>
{
    private Task? _task;

    protected abstract Task Run(object target);

    private Task Filtered(Activation callee, object target) =>
        callee.Home.Filters is { Length: > 0 } filters && !Method.IsLocal
            ? new FilteredCall(filters, this, callee, target, Run, static _ => null).Invoke()
            : Run(target);

    public override void Begin(Activation callee, object target)
    {
        try
        {
            _task = Filtered(callee, target);
        }
        catch (Exception failure)
        {
            callee.OnCallFailed(this, failure);
            return;
        }

        if (_task is null)
            callee.OnCallFailed(this, new InvalidOperationException($"{Method} returned null instead of a task."));
        else if (_task.IsCompleted)
            End();
        else
            _task.GetAwaiter().UnsafeOnCompleted(End);
    }

    private void End()
    {
        var task = _task!;
        if (task.IsCompletedSuccessfully)
        {
            Succeed(default);
            Callee!.OnCallEnded(this);
        }
        else
        {
            Callee!.OnCallFailed(this, Failures.Of(task));
        }
    }
}

/// <summary>Calls of methods that return <see cref="Task{T}"/>.</summary>
internal abstract class TaskCall<T> : Call<T>
{
    private Task<T>? _task;

    protected abstract Task<T> Run(object target);

    private Task<T> Filtered(Activation callee, object target) =>
        callee.Home.Filters is { Length: > 0 } filters && !Method.IsLocal
            ? ThroughAsync(new(filters, this, callee, target, Run, static task => ((Task<T>)task).Result))
            : Run(target);

    private static async Task<T> ThroughAsync(FilteredCall filtered)
    {
        await filtered.Invoke();
        return (T)filtered.Result!;
    }

    public override void Begin(Activation callee, object target)
    {
        try
        {
            _task = Filtered(callee, target);
        }
        catch (Exception failure)
        {
            callee.OnCallFailed(this, failure);
            return;
        }

        if (_task is null)
            callee.OnCallFailed(this, new InvalidOperationException($"{Method} returned null instead of a task."));
        else if (_task.IsCompleted)
            End();
        else
            _task.GetAwaiter().UnsafeOnCompleted(End);
    }

    private void End()
    {
        var task = _task!;
        if (task.IsCompletedSuccessfully)
        {
            Succeed(task.Result);
            Callee!.OnCallEnded(this);
        }
        else
        {
            Callee!.OnCallFailed(this, Failures.Of(task));
        }
    }
}

/// <summary>Calls of methods that return <see cref="ValueTask"/>.</summary>
internal abstract class ValueTaskCall : TaskCall
{
    protected abstract ValueTask RunValue(object target);

    protected sealed override Task Run(object target) => RunValue(target).AsTask();
}

/// <summary>Calls of methods that return <see cref="ValueTask{T}"/>.</summary>
internal abstract class ValueTaskCall<T> : TaskCall<T>
{
    protected abstract ValueTask<T> RunValue(object target);

    protected sealed override Task<T> Run(object target) => RunValue(target).AsTask();
}

/// <summary>Calls of methods that return nothing, which are one-way.</summary>
internal abstract class VoidCall : TaskCall
{
    protected abstract void RunVoid(object target);

    protected sealed override Task Run(object target)
    {
        RunVoid(target);
        return Task.CompletedTask;
    }
}

/// <summary>Calls of methods that return a sequence: sent inside the call that opens it.</summary>
internal abstract class StreamCall<T> : Call<Nothing>
{
    protected abstract IAsyncEnumerable<T> Run(object target);

    public IAsyncEnumerable<T> Open(object target) => Run(target);

    public IAsyncEnumerable<T> Describe(GrainReference target)
    {
        Target = target;
        return new RemoteSequence<T>(this, RemoteSequence<T>.DefaultBatchSize);
    }

    public override void Begin(Activation callee, object target) =>
        throw new InvalidOperationException("A sequence is opened, not run.");
}

/// <summary>The failure of a task, as awaiting it would throw it.</summary>
internal static class Failures
{
    public static Exception Of(Task task) =>
        task.Exception is { } aggregate ? aggregate.InnerExceptions[0] : new TaskCanceledException(task);
}
