using Orleans.Serialization.Invocation;

namespace Orleans.Runtime;

/// <summary>One call on its way through a silo's filters to the grain.</summary>
internal sealed class FilteredCall(
    IIncomingGrainCallFilter[] filters,
    Call call,
    Activation callee,
    object target,
    Func<Task<object?>> run
) : IIncomingGrainCallContext
{
    private int _next;

    public IInvokable Request => call;

    public object Grain => target;

    public GrainId? SourceId => call.Sender is Activation sender ? sender.GrainId : null;

    public GrainId TargetId => callee.GrainId;

    public GrainInterfaceType InterfaceType => GrainInterfaceType.Create(InterfaceName);

    public string InterfaceName => call.GetInterfaceName();

    public string MethodName => call.GetMethodName();

    public MethodInfo InterfaceMethod => call.Method.Info;

    public IGrainContext TargetContext => callee;

    public MethodInfo ImplementationMethod
    {
        get
        {
            var map = target.GetType().GetInterfaceMap(InterfaceMethod.DeclaringType!);
            return map.TargetMethods[Array.IndexOf(map.InterfaceMethods, InterfaceMethod)];
        }
    }

    public object? Result { get; set; }

    public async Task Invoke()
    {
        var filter = _next++;
        if (filter < filters.Length)
            await filters[filter].Invoke(this);
        else
            Result = await run();
    }
}
