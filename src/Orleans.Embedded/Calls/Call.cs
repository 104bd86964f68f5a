using Orleans.Serialization.Invocation;

namespace Orleans.Runtime;

/// <summary>
/// One call of a grain: on the caller's side the promise of its result, on the callee's side the queued message. Within a
/// silo both are the same object; between silos the callee's is made from bytes and answers to <see cref="Origin"/>.
/// </summary>
internal abstract class Call : IInvokable
{
    private byte _finished;

    public GrainReference Target = null!;

    /// <summary>The <see cref="Activation"/> or <see cref="Endpoint"/> that called.</summary>
    public object Sender = null!;

    /// <summary>Where the call was sent last.</summary>
    public Activation? Callee;

    /// <summary>The next call waiting for the same activation.</summary>
    public Call? Next;

    /// <summary>What few calls need.</summary>
    private CallExtras? _extras;

    /// <summary>Where the tracker of the caller's endpoint keeps it; zero: nowhere.</summary>
    public int TrackedAt;

    /// <summary>Whether the callee may change the arguments.</summary>
    public bool ArgumentsAreOwn;

    /// <summary>What flows along with the call.</summary>
    public Dictionary<string, object>? Context
    {
        get => _extras?.Context;
        set
        {
            if (value is not null || _extras is not null)
                (_extras ??= new()).Context = value;
        }
    }

    public CallCancellation? Cancellation
    {
        get => _extras?.Cancellation;
        set => (_extras ??= new()).Cancellation = value;
    }

    /// <summary>The caller's call, where it is in another silo.</summary>
    public Call? Origin => _extras?.Origin;

    /// <summary>The arguments as bytes, until the call is begun.</summary>
    public byte[]? Payload => _extras?.Payload;

    public abstract GrainMethod Method { get; }

    /// <summary>Whether the call counts as use of the grain.</summary>
    public virtual bool KeepsAlive => true;

    public bool IsFinished => Volatile.Read(ref _finished) != 0;

    public Endpoint SenderEndpoint => Sender as Endpoint ?? ((Activation)Sender).Home;

    /// <summary>The cancellation token among the arguments.</summary>
    public virtual CancellationToken Token
    {
        get => default;
        set { }
    }

    public abstract Call New();

    /// <summary>Replaces the arguments by copies the callee may change.</summary>
    public virtual void CopyArguments(CopySession session) { }

    public virtual void WriteArguments(WireWriter writer) { }

    public virtual void ReadArguments(WireReader reader) { }

    /// <summary>Runs the method on a grain, as part of a turn, and sees to it that <see cref="Activation.OnCallEnded"/> is called.</summary>
    public abstract void Begin(Activation callee, object target);

    /// <summary>Ends the call for its caller.</summary>
    public abstract void Fail(Exception exception);

    /// <summary>Gives the failure to the caller of a call that <see cref="TryFinish"/> ended.</summary>
    public abstract void Break(Exception exception);

    /// <summary>The copy of this call for an activation in another silo.</summary>
    public Call ToRemote(Activation callee)
    {
        var remote = New();
        remote.Target = Target;
        remote.Sender = Sender;
        remote.Callee = callee;
        remote._extras = new()
        {
            Context = Context,
            Origin = Origin ?? this,
            Cancellation = Cancellation,
            Forwards = _extras?.Forwards ?? 0,
            Trace = _extras?.Trace?.ForCallee(),
            Payload = Payload ?? Written(),
        };
        return remote;
    }

    /// <summary>Makes sure that the arguments are there to be read.</summary>
    public void EnsureArguments(Endpoint endpoint)
    {
        if (Payload is null || ArgumentsAreOwn)
            return;
        ReadArguments(new WireReader(Payload, 0, Payload.Length, endpoint));
        ArgumentsAreOwn = true;
    }

    /// <summary>The bytes are of no more use.</summary>
    public void DropPayload()
    {
        if (_extras is not null)
            _extras.Payload = null;
    }

    /// <summary>What is noted of the call for metrics and traces; made where somebody listens.</summary>
    public CallTrace Trace => (_extras ??= new()).Trace ??= new();

    /// <summary>The call has been carried out.</summary>
    public void OnCarriedOut(Exception? failure) => _extras?.Trace?.OnCarriedOut(failure);

    /// <summary>The answer is there.</summary>
    protected void OnAnswered(Exception? failure) => _extras?.Trace?.OnAnswered(this, failure);

    /// <summary>How often the call was sent on, this time included.</summary>
    public int CountForward() => ++(_extras ??= new()).Forwards;

    /// <summary>Whether this is the one that ends the call; also ends timeout and cancellation.</summary>
    public bool TryFinish()
    {
        if (Interlocked.Exchange(ref _finished, (byte)1) != 0)
            return false;
        if (TrackedAt != 0)
            SenderEndpoint.Tracker.Remove(this);
        Cancellation?.Registration.Dispose();
        return true;
    }

    private byte[] Written()
    {
        using var writer = WireWriter.Rent();
        WriteArguments(writer);
        return writer.Written.ToArray();
    }

    public override string ToString() =>
        $"Request [{Sender}]->[{Callee?.ToString() ?? Target.GrainId.ToString()}] {Method}";

    public object? GetTarget() => Callee?.GrainInstance;

    public int GetArgumentCount() => Method.ParameterCount;

    public virtual object? GetArgument(int index) => throw new ArgumentOutOfRangeException(nameof(index));

    public string GetMethodName() => Method.Info.Name;

    public string GetInterfaceName() => Method.Interface.Name;

    public MethodInfo GetMethod() => Method.Info;

    public Type GetInterfaceType() => Method.Interface;

    public void Dispose() { }
}

/// <summary>What only calls between silos, cancellable ones, those sent on, those with a context and those looked at need.</summary>
internal sealed class CallExtras
{
    public Dictionary<string, object>? Context;
    public CallCancellation? Cancellation;
    public Call? Origin;
    public byte[]? Payload;
    public int Forwards;
    public CallTrace? Trace;
}

/// <summary>What a call needs to be cancelled: the callee's token source, and the caller's token that triggers it.</summary>
internal sealed class CallCancellation(CancellationToken callerToken)
{
    public CancellationTokenSource Source { get; } = new();

    public CancellationToken CallerToken { get; } = callerToken;

    public CancellationTokenRegistration Registration;

    /// <summary>Cancels the callee's token, in a turn of the callee.</summary>
    public void Signal(Activation? callee)
    {
        if (callee is null)
            Source.Cancel();
        else
            callee.Scheduler.Post(static source => ((CancellationTokenSource)source!).Cancel(), Source);
    }
}

/// <inheritdoc cref="Call"/>
internal abstract class Call<T> : Call
{
    private static readonly Task<T> s_sent = Task.FromResult<T>(default!);

    // Only on the caller's side of a call that is answered.
    private TaskCompletionSource<T>? _promise;

    /// <summary>Sends the call and gives its result to come.</summary>
    public Task<T> Send(GrainReference target)
    {
        Target = target;
        if (Method.IsOneWay)
        {
            target.Endpoint.Send(this);
            return s_sent;
        }

        var promise = _promise = new(TaskCreationOptions.RunContinuationsAsynchronously);
        target.Endpoint.Send(this);
        return promise.Task;
    }

    public override void Fail(Exception exception)
    {
        if (Origin is { } origin)
            origin.Fail(Transferred(exception, origin));
        else if (TryFinish())
            Break(exception);
    }

    protected void Succeed(T value)
    {
        try
        {
            if (Origin is Call<T> origin)
            {
                if (!origin.IsFinished && Transferred(value, origin) is var arrived && origin.TryFinish())
                    origin.Answer(arrived);
            }
            else if (!IsFinished)
            {
                var copy = Method.SharesResult ? value : Codecs.Copy(value);
                if (TryFinish())
                    Answer(copy);
            }
        }
        catch (Exception failure)
        {
            Fail(failure);
        }
    }

    public override void Break(Exception exception)
    {
        OnAnswered(exception);
        _promise?.TrySetException(exception);
    }

    private void Answer(T value)
    {
        OnAnswered(null);
        _promise?.TrySetResult(value);
    }

    private static TValue Transferred<TValue>(TValue value, Call origin)
    {
        using var writer = WireWriter.Rent();
        Codecs.For<TValue>().Write(writer, value);
        return Codecs.For<TValue>().Read(writer.Reader(origin.SenderEndpoint));
    }

    private static Exception Transferred(Exception exception, Call origin)
    {
        try
        {
            return Transferred<Exception>(exception, origin);
        }
        catch (SerializerException failure)
        {
            return new SerializerException(
                $"A {exception.GetType()} could not be sent back: {failure.Message} It said: {exception.Message}",
                failure
            );
        }
    }
}
