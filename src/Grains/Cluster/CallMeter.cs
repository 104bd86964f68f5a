using System.Collections.Concurrent;
using System.Reflection;
using Quant.Grains.Interfaces.Cluster;

namespace Quant.Grains.Cluster;

/// <summary>
/// Counts the calls of a silo's grains by method, with their times and failures. Calls of Orleans' own grains and of the
/// reports are left out, so that looking at the cluster does not make it look busy.
/// </summary>
public sealed class CallMeter(TimeProvider clock) : IIncomingGrainCallFilter
{
    private readonly ConcurrentDictionary<MethodInfo, MethodMeter?> _methods = new();

    public Task Invoke(IIncomingGrainCallContext context)
    {
        if (MeterOf(context.InterfaceMethod) is not { } meter)
        {
            return context.Invoke();
        }
        var started = clock.GetTimestamp();
        Task call;
        try
        {
            call = context.Invoke();
        }
        catch (Exception)
        {
            meter.Count(clock.GetElapsedTime(started), failed: true);
            throw;
        }
        if (!call.IsCompleted)
        {
            return CountLaterAsync(call, meter, started);
        }
        meter.Count(clock.GetElapsedTime(started), call.IsFaulted);
        return call;
    }

    /// <summary>The calls of every method since the silo started, by name.</summary>
    internal IReadOnlyDictionary<string, MethodCounts> Read() =>
        _methods.Values.OfType<MethodMeter>().ToDictionary(meter => meter.Name, meter => meter.Read());

    private async Task CountLaterAsync(Task call, MethodMeter meter, long started)
    {
        try
        {
            await call;
        }
        finally
        {
            meter.Count(clock.GetElapsedTime(started), call.IsFaulted);
        }
    }

    private MethodMeter? MeterOf(MethodInfo method) =>
        _methods.TryGetValue(method, out var known) ? known : _methods.GetOrAdd(method, NewMeter);

    private MethodMeter? NewMeter(MethodInfo method)
    {
        var type = method.DeclaringType!;
        if (type == typeof(IClusterReportsGrain) || (type.Namespace ?? "").Split('.')[0] == nameof(Orleans))
        {
            return null;
        }
        // One meter for all overloads and all types of a generic method: they share their name.
        var name = $"{type.Name}.{method.Name}";
        return _methods.Values.FirstOrDefault(meter => meter?.Name == name) ?? new MethodMeter(name);
    }
}
