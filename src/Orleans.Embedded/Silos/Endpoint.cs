using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

/// <summary>A place that calls are sent from and, for silos and observers, received at: a silo or a client.</summary>
internal abstract class Endpoint(IServiceProvider services, Fabric fabric, MessagingOptions messaging)
{
    private long _sent;
    private volatile bool _isGone;

    public IServiceProvider Services => services;

    public Fabric Fabric => fabric;

    public TimeProvider Time { get; } = services.GetRequiredService<TimeProvider>();

    public EngineLog Log { get; } = new(services.GetRequiredService<ILoggerFactory>().CreateLogger("Orleans.Runtime"));

    public SchedulingLimits Scheduling { get; } = new(services.GetRequiredService<IOptions<SchedulingOptions>>().Value);

    public GrainCollectionOptions Collection { get; } =
        services.GetRequiredService<IOptions<GrainCollectionOptions>>().Value;

    /// <summary>One for all: it knows the observers it made.</summary>
    public GrainFactory Factory => field ?? Interlocked.CompareExchange(ref field, new(this), null) ?? field;

    public Instruments Instruments { get; } =
        new(services.GetRequiredService<IMeterFactory>().Create("Microsoft.Orleans"));

    /// <summary>Whether calls sent and received here have activities.</summary>
    public bool TracesCalls { get; } = services.GetService<CallTrace.Switch>() is not null;

    /// <summary>What sees the calls of its grains; looked up with the first call, since filters may need the endpoint.</summary>
    public IIncomingGrainCallFilter[] Filters => field ??= [.. services.GetServices<IIncomingGrainCallFilter>()];

    public abstract SiloAddress Address { get; }

    /// <summary>Calls sent by code outside of grains.</summary>
    protected long SentByOthers => Volatile.Read(ref _sent);

    public bool IsGone => _isGone;

    public CallTracker Tracker { get; } = new(services.GetRequiredService<TimeProvider>());

    public override string ToString() => Address.ToString();

    /// <summary>Sends a call of code that runs here.</summary>
    public void Send(Call call)
    {
        var current = RuntimeContext.Current;
        if (current is not null && ReferenceEquals(current.Home, this))
        {
            call.Sender = current;
            current.Sent++;
        }
        else
        {
            call.Sender = this;
            Interlocked.Increment(ref _sent);
        }

        call.Context = Isolated(RequestContext.Current.Value);
        var method = call.Method;
        if (!method.IsOneWay)
        {
            var timeout =
                method.Timeout
                ?? (
                    System.Diagnostics.Debugger.IsAttached
                        ? messaging.ResponseTimeoutWithDebugger
                        : messaging.ResponseTimeout
                );
            Tracker.Add(call, timeout);
            if (Instruments.RequestLatency.Enabled)
                call.Trace.StartClock();
        }

        if (TracesCalls)
            call.Trace.StartSending(call);

        try
        {
            if (method.TakesToken && !Watch(call))
                return;
            Route(call);
        }
        catch (Exception failure)
        {
            if (method.IsOneWay)
                Log.OneWayFailed(failure, call.ToString());
            call.Fail(failure);
        }
    }

    /// <summary>Sends on a call that waited for an activation which has ended.</summary>
    public void Forward(Call call, DeactivationReason reason)
    {
        try
        {
            if (call.CountForward() > Math.Max(1, (messaging as SiloMessagingOptions)?.MaxForwardCount ?? 2))
                throw new OrleansMessageRejectionException(
                    $"Forwarding failed: {call} was sent on too often. The last activation ended: {reason}"
                );
            Instruments.Rerouted.Add(1);
            Route(call);
        }
        catch (Exception failure)
        {
            call.Fail(failure);
        }
    }

    public void OnTimeout(Call call)
    {
        if (!call.TryFinish())
            return;
        Instruments.RequestsTimedOut.Add(1, TagOf(call));
        if (messaging.CancelRequestOnTimeout)
            call.Cancellation?.Signal(call.Callee);
        var timeout = call.Method.Timeout ?? messaging.ResponseTimeout;
        var status = call.Callee is { } callee ? $" Last known status: {callee.Describe()}." : "";
        call.Break(new TimeoutException($"Response did not arrive on time in {timeout} for message: {call}.{status}"));
    }

    /// <summary>Fails the calls sent to a silo that has gone.</summary>
    public void OnSiloGone(Silo silo)
    {
        foreach (var call in Tracker.Find(call => ReferenceEquals(call.Callee?.Home, silo)))
        {
            if (call.TryFinish())
                call.Break(new SiloUnavailableException($"The target silo became unavailable for message: {call}."));
        }
    }

    /// <summary>Nothing is sent any more; calls that still wait fail.</summary>
    protected void Leave()
    {
        _isGone = true;
        Tracker.Dispose();
        foreach (var call in Tracker.Find(_ => true))
        {
            if (call.TryFinish())
                call.Break(HostIsGone(call));
        }
    }

    /// <summary>The silo or client is on its way out.</summary>
    private static SiloUnavailableException HostIsGone(Call call) =>
        new($"The local Orleans host is shutting down and can no longer process the request: {call}.");

    private void Route(Call call)
    {
        while (true)
        {
            if (_isGone)
                throw HostIsGone(call);
            var target = call.Target;
            var callee = target.Cached;
            if (callee is null || callee.IsInvalid)
            {
                callee = Fabric.Locate(target.GrainId, this);
                if (!callee.Type.CountsLoad)
                    target.Cached = callee;
            }

            (call.Origin ?? call).Callee = callee;
            if (callee.TryEnqueue(Adapted(call, callee)))
            {
                if (callee.State == ActivationState.Creating)
                    callee.Start(call.Context);
                return;
            }

            target.Cached = null;
        }
    }

    /// <summary>The call with arguments of its own: the same call within the endpoint, another one between endpoints.</summary>
    private Call Adapted(Call call, Activation callee)
    {
        if (!ReferenceEquals(callee.Home, this))
            return call.ToRemote(callee);
        if (call.ArgumentsAreOwn || call.Payload is not null)
            return call;
        using var session = Serialization.CopySession.Rent();
        call.CopyArguments(session);
        call.ArgumentsAreOwn = true;
        return call;
    }

    /// <summary>Ties the call to the token among its arguments; false where that is cancelled already.</summary>
    private bool Watch(Call call)
    {
        var token = call.Token;
        if (token.IsCancellationRequested)
        {
            call.Fail(new OperationCanceledException(token));
            return false;
        }

        var cancellation = call.Cancellation = new CallCancellation(token);
        if (token.CanBeCanceled)
            cancellation.Registration = token.UnsafeRegister(
                static call => ((Call)call!).SenderEndpoint.OnCancelled((Call)call),
                call
            );
        return true;
    }

    private void OnCancelled(Call call)
    {
        var cancellation = call.Cancellation!;
        cancellation.Signal(call.Callee);
        if (messaging.WaitForCancellationAcknowledgement || !call.TryFinish())
            return;
        Instruments.RequestsCanceled.Add(1, TagOf(call));
        call.Break(new OperationCanceledException(cancellation.CallerToken));
    }

    private static KeyValuePair<string, object?> TagOf(Call call) =>
        new(Instruments.GrainTypeTag, call.Target.GrainId.Type.ToString());

    private static Dictionary<string, object>? Isolated(Dictionary<string, object>? context)
    {
        if (context is null)
            return null;
        var copy = new Dictionary<string, object>(context.Count);
        foreach (var (key, value) in context)
            copy.Add(key, Serialization.Codecs.Copy(value));
        return copy;
    }
}

/// <summary><see cref="SchedulingOptions"/>, in the units of the scheduler's clock.</summary>
internal sealed class SchedulingLimits(SchedulingOptions options)
{
    public long QuantumMilliseconds { get; } = (long)options.ActivationSchedulingQuantum.TotalMilliseconds;

    public long WarningMilliseconds { get; } = (long)options.TurnWarningLengthThreshold.TotalMilliseconds;

    public TimeSpan Warning { get; } = options.TurnWarningLengthThreshold;
}
