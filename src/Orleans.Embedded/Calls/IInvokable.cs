namespace Orleans.Serialization.Invocation;

/// <summary>One call, as <see cref="Orleans.Concurrency.MayInterleaveAttribute"/> methods see it.</summary>
public interface IInvokable : IDisposable
{
    object? GetTarget();

    int GetArgumentCount();

    object? GetArgument(int index);

    string GetMethodName();

    string GetInterfaceName();

    MethodInfo GetMethod();

    Type GetInterfaceType();
}
