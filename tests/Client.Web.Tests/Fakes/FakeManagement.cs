using System.Reflection;
using Orleans.Runtime;

namespace Quant.Client.Web.Tests.Fakes;

/// <summary>A cluster of one active silo; nothing else is asked of it.</summary>
public class FakeManagement : DispatchProxy
{
    private SiloAddress? _silo;

    public static IManagementGrain Of(SiloAddress silo)
    {
        var proxy = Create<IManagementGrain, FakeManagement>();
        ((FakeManagement)(object)proxy)._silo = silo;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod?.Name == nameof(IManagementGrain.GetHosts)
            ? Task.FromResult(new Dictionary<SiloAddress, SiloStatus> { [_silo!] = SiloStatus.Active })
            : throw new NotSupportedException(targetMethod?.Name);
}
