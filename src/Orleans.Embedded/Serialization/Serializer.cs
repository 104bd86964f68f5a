namespace Orleans.Serialization;

/// <summary>Turns values into bytes and back, as calls between silos do.</summary>
public sealed class Serializer
{
    private readonly Runtime.Endpoint? _endpoint;

    internal Serializer(Runtime.Endpoint? endpoint) => _endpoint = endpoint;

    /// <exception cref="CodecNotFoundException">The type, or one within it, is not marked for sending.</exception>
    public byte[] SerializeToArray<T>(T value)
    {
        using var writer = WireWriter.Rent();
        Codecs.For<T>().Write(writer, value);
        return writer.Written.ToArray();
    }

    public T Deserialize<T>(byte[] source) => Read<T>(source, 0, source.Length);

    public T Deserialize<T>(ReadOnlyMemory<byte> source)
    {
        if (System.Runtime.InteropServices.MemoryMarshal.TryGetArray(source, out var segment))
            return Read<T>(segment.Array!, segment.Offset, segment.Count);
        return Deserialize<T>(source.ToArray());
    }

    public bool CanSerialize<T>() => CanSerialize(typeof(T));

    public bool CanSerialize(Type type)
    {
        try
        {
            _ = type.IsValueType || type.IsAbstract ? (object)Codecs.For(type) : Bodies.For(type);
            return true;
        }
        catch (SerializerException)
        {
            return false;
        }
    }

    private T Read<T>(byte[] source, int offset, int count) =>
        Codecs.For<T>().Read(new WireReader(source, offset, count, _endpoint));
}

/// <summary>Copies values as calls within a silo do: what is marked immutable is shared.</summary>
public sealed class DeepCopier
{
    internal DeepCopier() { }

    public T Copy<T>(T value) => Codecs.Copy(value);
}
