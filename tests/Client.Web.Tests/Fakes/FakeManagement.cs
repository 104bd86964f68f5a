using System.Reflection;
using Orleans.Runtime;

namespace Quant.Client.Web.Tests.Fakes;

/// <summary>Tells the silos and activations of a <see cref="FakeCluster"/>; nothing else is asked of it.</summary>
public class FakeManagement : DispatchProxy
{
    private FakeCluster? _cluster;

    public static IManagementGrain Of(FakeCluster cluster)
    {
        var proxy = Create<IManagementGrain, FakeManagement>();
        ((FakeManagement)(object)proxy)._cluster = cluster;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod?.Name switch
        {
            nameof(IManagementGrain.GetHosts) => Task.FromResult(
                _cluster!.Silos.ToDictionary(silo => silo.Address, silo => silo.Status)
            ),
            nameof(IManagementGrain.GetSimpleGrainStatistics) => Task.FromResult(_cluster!.Activations.ToArray()),
            _ => throw new NotSupportedException(targetMethod?.Name),
        };
}
