using System.Diagnostics;

namespace Orleans.Runtime;

/// <summary>How an activation comes to be and ends.</summary>
internal sealed partial class Activation
{
    private StagedLifecycle? _lifecycle;
    private HashSet<GrainTimer>? _timers;
    private TaskCompletionSource? _deactivated;
    private DeactivationReason _reason;
    private CancellationToken _deactivationToken;
    private Exception? _activationFailure;
    private Dictionary<string, object>? _firstContext;
    private bool _isActivating;
    private bool _wasValid;
    private bool _isFinishing;
    private volatile bool _isUsed = true;
    private long _lastUsed;
    private long _keepUntil;

    public IGrainLifecycle ObservableLifecycle => _lifecycle ??= new StagedLifecycle(Home.Log, this);

    public Task Deactivated
    {
        get
        {
            lock (Scheduler)
            {
                if (_state == ActivationState.Invalid)
                    return Task.CompletedTask;
                return (_deactivated ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }
        }
    }

    /// <summary>
    /// Begins to activate the grain, once. Comes after the call that causes it was taken, so that a failure reaches its caller.
    /// </summary>
    /// <param name="context">What flows with that call.</param>
    public void Start(Dictionary<string, object>? context)
    {
        lock (Scheduler)
        {
            if (_isActivating || _state != ActivationState.Creating)
                return;
            _isActivating = true;
        }

        _firstContext = context;
        Scheduler.Post(static activation => _ = ((Activation)activation!).ActivateAsync(), this);
    }

    /// <summary>For observers: the object is there already.</summary>
    public void StartWith(object instance)
    {
        _instance = instance;
        _state = ActivationState.Valid;
    }

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        lock (Scheduler)
        {
            if (_state is ActivationState.Deactivating or ActivationState.Invalid)
                return;
            _wasValid = _state == ActivationState.Valid;
            _state = ActivationState.Deactivating;
            _reason = deactivationReason;
            _deactivationToken = cancellationToken;
        }

        Scheduler.Post(static activation => ((Activation)activation!).FinishIfIdle(), this);
    }

    /// <summary>Keeps the activation from idle collection; an infinite time for good, none or a negative one no more.</summary>
    public void Delay(TimeSpan time)
    {
        if (time == TimeSpan.MaxValue || time == Timeout.InfiniteTimeSpan)
            _keepUntil = long.MaxValue;
        else if (time <= TimeSpan.Zero)
            _keepUntil = 0;
        else
            _keepUntil = Home.Time.GetTimestamp() + (long)(time.TotalSeconds * Home.Time.TimestampFrequency);
    }

    /// <summary>Deactivates where idle for the given time. Looked at once per collection quantum.</summary>
    public void CollectIfIdle(long now, TimeSpan age)
    {
        if (_state != ActivationState.Valid)
            return;
        if (_isUsed || _running > 0 || _firstWaiting is not null)
        {
            _isUsed = false;
            _lastUsed = now;
        }

        if (_running > 0 || _firstWaiting is not null)
        {
            _isUsed = true;
            return;
        }

        if (now >= _keepUntil && Home.Time.GetElapsedTime(_lastUsed, now) >= age)
            Deactivate(new(DeactivationReasonCode.ActivationIdle, $"The grain was idle for {age}."));
    }

    public bool IsRecentlyUsed(long now) =>
        _isUsed || Home.Time.GetElapsedTime(_lastUsed, now) < TimeSpan.FromMinutes(1);

    /// <summary>Ends the activation where it stands, with its silo.</summary>
    public void Kill()
    {
        lock (Scheduler)
            _state = ActivationState.Invalid;
        Scheduler.Kill();
        DisposeTimers();
        Home.Fabric.Directory.TryRemove(new(GrainId, this));
        _deactivated?.TrySetResult();
    }

    public void AddTimer(GrainTimer timer)
    {
        lock (Scheduler)
            (_timers ??= []).Add(timer);
    }

    public void RemoveTimer(GrainTimer timer)
    {
        lock (Scheduler)
            _timers?.Remove(timer);
    }

    private async Task ActivateAsync()
    {
        try
        {
            lock (Scheduler)
            {
                if (_state != ActivationState.Creating)
                    return;
                _state = ActivationState.Activating;
            }

            if (_firstContext is not null)
                RequestContext.Current.Value = _firstContext;
            var began = Stopwatch.GetTimestamp();
            _instance = NewInstance();
            _lastUsed = Home.Time.GetTimestamp();
            if (Type.OverridesActivation || _lifecycle is not null)
                await RunActivationAsync();
            lock (Scheduler)
            {
                if (_state == ActivationState.Activating)
                    _state = ActivationState.Valid;
            }

            if (Home.Instruments.ActivationLatency.Enabled)
                Home.Instruments.ActivationLatency.Record(
                    Instruments.MillisecondsSince(began),
                    new("status", "success"),
                    new("directory", Type.Placement.IsUsingGrainDirectory ? "enabled" : "disabled"),
                    Type.Tag
                );
        }
        catch (Exception failure)
        {
            _activationFailure = failure;
            Home.Instruments.FailedToActivate.Add(1, Type.Tag);
            Home.Log.ActivationFailed(failure, ToString());
            Deactivate(new(DeactivationReasonCode.ActivationFailed, failure, "Failed to activate grain."));
        }
        finally
        {
            _firstContext = null;
            _isActivating = false;
            FinishIfIdle();
        }
    }

    private object NewInstance()
    {
        try
        {
            return Type.Create(this);
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException(
                $"Failed to create an instance of grain type '{Type.Class}'. See InnerException for details.",
                failure
            );
        }
    }

    private async Task RunActivationAsync()
    {
        using var timeout = new CancellationTokenSource(Home.Collection.ActivationTimeout, Home.Time);
        if (_lifecycle is not null)
            await _lifecycle.StartAsync(timeout.Token);
        if (_instance is IGrainBase grain)
            await grain.OnActivateAsync(timeout.Token).WaitAsync(timeout.Token);
    }

    private void FinishIfIdle()
    {
        if (_state != ActivationState.Deactivating || _isFinishing || _isActivating || _running > 0)
            return;
        _isFinishing = true;
        _ = FinishAsync();
    }

    private async Task FinishAsync()
    {
        var began = Stopwatch.GetTimestamp();
        DisposeTimers();
        using (var timeout = new CancellationTokenSource(Home.Collection.DeactivationTimeout, Home.Time))
        using (var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, _deactivationToken))
        {
            if (_wasValid && Type.OverridesDeactivation && _instance is IGrainBase grain)
                await GuardedAsync(() => grain.OnDeactivateAsync(_reason, either.Token).WaitAsync(either.Token));
            if (_lifecycle is not null)
                await _lifecycle.StopAsync(either.Token);
        }

        if (_sequences is not null)
            await GuardedAsync(_sequences.DisposeAsync);
        if (!Type.IsObserver)
            await GuardedAsync(() => DisposeAsync(_instance));
        if (_scope is { } scope)
            await GuardedAsync(() => scope.DisposeAsync().AsTask());
        KeyValuePair<string, object?> via = new("via", Cause);
        Home.Instruments.Shutdown.Add(1, via, Type.Tag);
        Home.Instruments.DeactivationLatency.Record(Instruments.MillisecondsSince(began), via, Type.Tag);
        Leave();
    }

    /// <summary>Why it ended, in the words of Orleans' figures.</summary>
    private string Cause =>
        _reason.ReasonCode switch
        {
            DeactivationReasonCode.ActivationIdle => "collection",
            DeactivationReasonCode.ApplicationRequested or DeactivationReasonCode.ShuttingDown => "deactivateOnIdle",
            _ => "unknown",
        };

    /// <summary>Takes no more calls, leaves the directory, and sends on what waits.</summary>
    private void Leave()
    {
        Receive(Scheduler.Invalidate(() => _state = ActivationState.Invalid));
        Home.Fabric.Directory.TryRemove(new(GrainId, this));
        (Home as Silo)?.Remove(this);
        var waiting = _firstWaiting;
        _firstWaiting = _lastWaiting = _scannedTo = null;
        while (waiting is not null)
        {
            var call = waiting;
            waiting = waiting.Next;
            call.Next = null;
            if (call.Method.IsLocal)
                continue;
            if (_activationFailure is not null)
                call.Fail(_activationFailure);
            else
                Home.Forward(call, _reason);
        }

        lock (Scheduler)
            _deactivated?.TrySetResult();
    }

    private async Task GuardedAsync(Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (Exception failure)
        {
            Home.Log.DeactivationFailed(failure, ToString());
        }
    }

    private static async Task DisposeAsync(object? instance)
    {
        if (instance is IAsyncDisposable asynchronous)
            await asynchronous.DisposeAsync();
        else if (instance is IDisposable disposable)
            disposable.Dispose();
    }

    private void DisposeTimers()
    {
        GrainTimer[] timers;
        lock (Scheduler)
        {
            if (_timers is null)
                return;
            timers = [.. _timers];
            _timers = null;
        }

        foreach (var timer in timers)
            timer.Dispose();
    }
}
