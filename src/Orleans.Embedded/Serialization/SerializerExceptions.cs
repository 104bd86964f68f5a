namespace Orleans.Serialization;

/// <summary>A value could not be written or read.</summary>
[GenerateSerializer]
public class SerializerException : Exception
{
    public SerializerException(string message)
        : base(message) { }

    public SerializerException(string message, Exception innerException)
        : base(message, innerException) { }
}

/// <summary>A type can neither be sent nor copied: it lacks <see cref="GenerateSerializerAttribute"/>.</summary>
[GenerateSerializer]
public sealed class CodecNotFoundException(string message) : SerializerException(message);
