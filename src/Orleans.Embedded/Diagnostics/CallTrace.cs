using System.Diagnostics;
using Orleans.Diagnostics;

namespace Orleans.Runtime;

/// <summary>
/// What is noted of one call: when it was sent, the activity of its caller, which the answer ends, and below that the
/// activity of the grain that carries the call out, which is current within the grain's code.
/// </summary>
internal sealed class CallTrace
{
    private long _began;
    private Activity? _sent;
    private Activity? _received;
    private ActivityContext _parent;

    /// <summary>A service of silos and clients whose calls are to have activities.</summary>
    internal sealed class Switch;

    public void StartClock() => _began = Stopwatch.GetTimestamp();

    /// <summary>Starts the caller's activity, which does not become current in its code.</summary>
    public void StartSending(Call call)
    {
        var before = Activity.Current;
        _sent = Start(call, ActivityKind.Client, default);
        _parent = (_sent ?? before)?.Context ?? default;
        Activity.Current = before;
    }

    public void StartCarryingOut(Call call) => _received = Start(call, ActivityKind.Server, _parent);

    public CallTrace ForCallee() => new() { _parent = _parent };

    public void OnCarriedOut(Exception? failure) => End(ref _received, failure);

    public void OnAnswered(Call call, Exception? failure)
    {
        if (_began != 0)
            call.SenderEndpoint.Instruments.RequestLatency.Record(Instruments.MillisecondsSince(_began));
        End(ref _sent, failure);
    }

    private static Activity? Start(Call call, ActivityKind kind, ActivityContext parent)
    {
        var (method, service) = (call.Method.Info, call.Method.Interface);
        var source =
            service.Namespace is { } space && $"{space}.".StartsWith("Orleans.", StringComparison.Ordinal)
                ? ActivitySources.RuntimeGrainSource
                : ActivitySources.ApplicationGrainSource;
        if (!source.HasListeners())
            return null;
        var activity = source.StartActivity($"{service.Name}/{method.Name}", kind, parent);
        if (activity is not { IsAllDataRequested: true })
            return activity;
        activity.SetTag("rpc.system.name", "orleans");
        activity.SetTag("orleans.rpc.service", service.FullName);
        activity.SetTag("rpc.method", $"{service.FullName}/{method.Name}");
        activity.SetTag("orleans.rpc.target_id", call.Target.GrainId.ToString());
        if (call.Sender is Activation caller)
            activity.SetTag("orleans.rpc.source_id", caller.GrainId.ToString());
        return activity;
    }

    private static void End(ref Activity? ending, Exception? failure)
    {
        if (Interlocked.Exchange(ref ending, null) is not { } activity)
            return;
        if (failure is not null)
        {
            activity.SetStatus(ActivityStatusCode.Error);
            activity.SetTag("exception.type", failure.GetType().FullName);
            activity.SetTag("exception.message", failure.Message);
            activity.SetTag("exception.stacktrace", failure.ToString());
            activity.SetTag("exception.escaped", true);
        }

        var current = Activity.Current;
        activity.Stop();
        if (current != activity)
            Activity.Current = current;
    }
}
