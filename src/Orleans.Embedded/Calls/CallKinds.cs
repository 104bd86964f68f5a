namespace Orleans.Runtime;

/// <summary>The result of a call that has none.</summary>
[GenerateSerializer]
[Immutable]
internal readonly struct Nothing;

/// <summary>Calls of methods that are run to an end.</summary>
internal abstract class EndingCall<T> : Call<T>
{
    /// <summary>Runs the method; null where it has succeeded already.</summary>
    protected abstract Task? Start(object target, out T result);

    protected virtual T ResultOf(Task ended) => default!;

    public override void Begin(Activation callee, object target)
    {
        Task? task;
        T result;
        try
        {
            result = default!;
            task =
                callee.Home.Filters is { Length: > 0 } filters && !Method.IsLocal
                    ? FilterAsync(filters, callee, target)
                    : Start(target, out result);
        }
        catch (Exception failure)
        {
            callee.OnCallFailed(this, failure);
            return;
        }

        if (task is null)
            End(callee, result);
        else if (task.IsCompleted)
            End(callee, task);
        else
            Await(callee, task);
    }

    private async Task<T> FilterAsync(IIncomingGrainCallFilter[] filters, Activation callee, object target)
    {
        var filtered = new FilteredCall(filters, this, callee, target, () => RunAsync(target));
        await filtered.Invoke();
        return this is Call<Nothing> ? default! : (T)filtered.Result!;
    }

    private async Task<object?> RunAsync(object target)
    {
        if (Start(target, out var result) is { } task)
        {
            await task;
            result = ResultOf(task);
        }

        return this is Call<Nothing> ? null : result;
    }

    /// <summary>Apart from <see cref="Begin"/>, which otherwise would pay for the closure each time.</summary>
    private void Await(Activation callee, Task task) => task.GetAwaiter().UnsafeOnCompleted(() => End(callee, task));

    private void End(Activation callee, Task task)
    {
        // A failure is told as awaiting the task would throw it.
        if (task.IsCompletedSuccessfully)
            End(callee, ResultOf(task));
        else
            callee.OnCallFailed(this, task.Exception?.InnerExceptions[0] ?? new TaskCanceledException(task));
    }

    private void End(Activation callee, T result)
    {
        Succeed(result);
        callee.OnCallEnded(this);
    }
}

/// <summary>Calls of methods that have no result.</summary>
internal abstract class TaskCall : EndingCall<Nothing>
{
    protected abstract ValueTask Run(object target);

    protected sealed override Task? Start(object target, out Nothing result)
    {
        result = default;
        var task = Run(target);
        if (!task.IsCompletedSuccessfully)
            return task.AsTask();
        task.GetAwaiter().GetResult();
        return null;
    }
}

/// <summary>Calls of methods that have a result.</summary>
internal abstract class TaskCall<T> : EndingCall<T>
{
    protected abstract ValueTask<T> Run(object target);

    protected sealed override Task? Start(object target, out T result)
    {
        var task = Run(target);
        var isOver = task.IsCompletedSuccessfully;
        result = isOver ? task.Result : default!;
        return isOver ? null : task.AsTask();
    }

    protected sealed override T ResultOf(Task ended) => ((Task<T>)ended).Result;
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
