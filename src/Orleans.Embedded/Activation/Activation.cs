using Orleans.Storage;

namespace Orleans.Runtime;

internal enum ActivationState
{
    Creating,
    Activating,
    Valid,
    Deactivating,
    Invalid,
}

/// <summary>
/// One activation of a grain: takes calls, begins those that may run now, and ends itself when told to. Its calls are
/// touched only in its own turns; its state changes under a lock on the scheduler. The rest is in ActivationLife.cs.
/// </summary>
internal sealed partial class Activation : IGrainContext
{
    private object? _instance;
    private volatile ActivationState _state;
    private AsyncServiceScope? _scope;
    private GrainReference? _reference;
    private Call? _firstWaiting;
    private Call? _lastWaiting;
    private Call? _scannedTo;
    private Call? _blocking;
    private int _running;
    private int _waiting;
    private int _load;
    private List<Guid>? _reentrantSections;
    private HostedSequences? _sequences;

    public Activation(Endpoint home, GrainTypeInfo type, GrainId grainId)
    {
        Home = home;
        Type = type;
        GrainId = grainId;
        Scheduler = new TurnScheduler(this);
    }

    /// <summary>The silo it lives in; for observers, possibly a client.</summary>
    public Endpoint Home { get; }

    public GrainTypeInfo Type { get; }

    public GrainId GrainId { get; }

    public TurnScheduler Scheduler { get; }

    public ActivationState State => _state;

    public bool IsInvalid => _state == ActivationState.Invalid;

    /// <summary>Calls taken and not ended; counted for stateless workers only.</summary>
    public int Load => Volatile.Read(ref _load);

    /// <summary>Calls begun.</summary>
    public long Received { get; private set; }

    /// <summary>Calls made in turns.</summary>
    public long Sent { get; set; }

    public object? GrainInstance => _instance;

    public GrainReference GrainReference => _reference ??= new GrainReference(GrainId, Home);

    public IServiceProvider ActivationServices
    {
        get
        {
            _scope ??= Home.Services.CreateAsyncScope();
            return _scope.Value.ServiceProvider;
        }
    }

    public HostedSequences Sequences => _sequences ??= new HostedSequences(this);

    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    public override string ToString() => $"{Home.Address} {GrainId}";

    /// <summary>Gives the activation a call; false where it has ended.</summary>
    public bool TryEnqueue(Call call)
    {
        if (!Type.CountsLoad)
            return Scheduler.TryEnqueue(call);
        Interlocked.Increment(ref _load);
        if (Scheduler.TryEnqueue(call))
            return true;
        Interlocked.Decrement(ref _load);
        return false;
    }

    public bool HasWaiting => _firstWaiting is not null;

    /// <summary>Something of the engine itself failed within a turn: the activation cannot be trusted any more.</summary>
    public void OnBroken(Exception failure)
    {
        Home.Log.ActivationBroken(failure, ToString());
        Kill();
        (Home as Silo)?.Remove(this);
    }

    /// <summary>Takes over calls that arrived, in their order.</summary>
    public void Receive(Call? arrived)
    {
        while (arrived is not null)
        {
            var next = arrived.Next;
            arrived.Next = null;
            if (_lastWaiting is null)
                _firstWaiting = arrived;
            else
                _lastWaiting.Next = arrived;
            _lastWaiting = arrived;
            _waiting++;
            arrived = next;
        }
    }

    /// <summary>Begins the first waiting call that may run now; false where there is none.</summary>
    public bool BeginNext()
    {
        if (_firstWaiting is null || _state is not (ActivationState.Valid or ActivationState.Deactivating))
            return false;
        var previous = _scannedTo;
        var call = previous is null ? _firstWaiting : previous.Next;
        for (; call is not null; previous = call, call = call.Next)
        {
            if (!MayRun(call))
                continue;
            Unlink(call, previous);
            _scannedTo = previous;
            Begin(call);
            return true;
        }

        // Those looked at stay blocked until what blocks them changes.
        _scannedTo = previous;
        return false;
    }

    public void EnterReentrantSection(Guid id)
    {
        (_reentrantSections ??= []).Add(id);
        _scannedTo = null;
    }

    public void ExitReentrantSection(Guid id) => _reentrantSections?.Remove(id);

    /// <summary>A call has been carried out.</summary>
    public void OnCallEnded(Call call, Exception? failure = null)
    {
        call.OnCarriedOut(failure);
        _running--;
        if (ReferenceEquals(_blocking, call))
        {
            _blocking = null;
            _scannedTo = null;
        }
        else if (_running == 0)
        {
            _scannedTo = null;
        }

        if (Type.CountsLoad)
            Interlocked.Decrement(ref _load);
        if (_state == ActivationState.Deactivating)
            FinishIfIdle();
    }

    /// <summary>A call has been carried out and failed.</summary>
    public void OnCallFailed(Call call, Exception failure)
    {
        if (failure is InconsistentStateException { IsSourceActivation: true } conflict)
        {
            conflict.IsSourceActivation = false;
            Deactivate(new(DeactivationReasonCode.ApplicationError, failure, "The state was changed by another."));
        }

        if (call.Method.IsOneWay)
            Home.Log.OneWayFailed(failure, call.ToString());
        call.Fail(failure);
        OnCallEnded(call, failure);
    }

    /// <summary>What the activation is doing, for the messages of timeouts.</summary>
    public string Describe()
    {
        var blocking = _blocking;
        return blocking is null
            ? $"{this} is {_state}, {_running} calls are running, {_waiting} waiting"
            : $"{this} is {_state} and running {blocking.Method} for {blocking.Sender}, {_waiting} calls are waiting";
    }

    private bool MayRun(Call call)
    {
        if (_state == ActivationState.Deactivating && !(call.Method.IsLocal && !_isFinishing))
            return false;
        if (_running == 0 || _blocking is null || Type.IsReentrant || call.Method.AlwaysInterleaves)
            return true;
        if (_blocking.Method.IsReadOnly && call.Method.IsReadOnly)
            return true;
        if (
            _reentrantSections is { Count: > 0 }
            && RequestContext.IdOf(call.Context) is var id
            && id != Guid.Empty
            && _reentrantSections.Contains(id)
        )
            return true;
        return Type.MayInterleave is { } mayInterleave && AsksGrain(mayInterleave, call);
    }

    private bool AsksGrain(Func<object, Call, bool> mayInterleave, Call call)
    {
        try
        {
            call.EnsureArguments(Home);
            return mayInterleave(_instance!, call) || mayInterleave(_instance!, _blocking!);
        }
        catch (Exception failure)
        {
            Home.Log.PredicateFailed(failure, ToString());
            return false;
        }
    }

    private void Unlink(Call call, Call? previous)
    {
        if (previous is null)
            _firstWaiting = call.Next;
        else
            previous.Next = call.Next;
        if (ReferenceEquals(_lastWaiting, call))
            _lastWaiting = previous;
        call.Next = null;
        _waiting--;
    }

    private void Begin(Call call)
    {
        _running++;
        if (_blocking is null && !call.Method.AlwaysInterleaves)
            _blocking = call;
        if (call.KeepsAlive)
            _isUsed = true;
        Received++;

        // Its caller waits no longer.
        if ((call.Origin ?? call).IsFinished && !call.Method.IsOneWay)
        {
            OnCallEnded(call);
            return;
        }

        call.Callee = this;
        try
        {
            if (Home.TracesCalls)
                call.Trace.StartCarryingOut(call);
            if (call.Context is not null)
                RequestContext.Current.Value = call.Context;
            call.EnsureArguments(Home);
            call.DropPayload();
            if (call.Cancellation is { } cancellation)
            {
                cancellation.Source.Token.ThrowIfCancellationRequested();
                call.Token = cancellation.Source.Token;
            }
        }
        catch (Exception failure)
        {
            OnCallFailed(call, failure);
            return;
        }

        var target = Type.IsObserver ? ((WeakReference)_instance!).Target : _instance;
        if (target is null)
            OnCallFailed(call, new ClientNotAvailableException(GrainId));
        else
            call.Begin(this, target);
    }
}
