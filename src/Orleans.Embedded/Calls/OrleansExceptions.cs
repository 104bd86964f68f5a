namespace Orleans.Runtime;

/// <summary>Base of the runtime's own exceptions.</summary>
[GenerateSerializer]
public class OrleansException : Exception
{
    public OrleansException(string message)
        : base(message) { }

    public OrleansException(string message, Exception innerException)
        : base(message, innerException) { }
}

/// <summary>A call was refused before the grain saw it.</summary>
[GenerateSerializer]
public class OrleansMessageRejectionException : OrleansException
{
    internal OrleansMessageRejectionException(string message)
        : base(message) { }
}

/// <summary>The silo a call was sent to, or through, has gone; whether the grain ran the call is not known.</summary>
[GenerateSerializer]
public sealed class SiloUnavailableException(string msg) : OrleansMessageRejectionException(msg);

/// <summary>The object behind an observer reference is gone.</summary>
[GenerateSerializer]
public sealed class ClientNotAvailableException : OrleansException
{
    internal ClientNotAvailableException(GrainId clientId)
        : base($"No activation for client {clientId}") { }
}

/// <summary>The silo is wrongly configured.</summary>
[GenerateSerializer]
public sealed class OrleansConfigurationException(string message) : Exception(message);

/// <summary>A sequence that a grain produced ended with its activation.</summary>
[GenerateSerializer]
public sealed class EnumerationAbortedException(string message) : Exception(message);
