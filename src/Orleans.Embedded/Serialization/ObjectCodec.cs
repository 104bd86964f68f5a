using System.Runtime.CompilerServices;

namespace Orleans.Serialization;

/// <summary>The codec of a class or interface: any object assignable to it, with its runtime type.</summary>
internal sealed class ObjectCodec<T> : Codec<T>
{
    private const byte Null = 0;
    private const byte Exact = 1;
    private const byte Named = 2;
    private const byte Repeated = 3;

    private Body? _exact;

    public override bool IsImmutable => typeof(T).IsSealed && Exactly.IsImmutable;

    private Body Exactly => _exact ??= Bodies.For(typeof(T));

    public override void Write(WireWriter writer, T value)
    {
        if (value is null)
        {
            writer.WriteByte(Null);
            return;
        }

        var type = value.GetType();
        var isExact = type == typeof(T);
        var body = isExact ? Exactly : Bodies.For(type);
        if (body.IsTracked && writer.FindOrAddReference(value) is >= 0 and var known)
        {
            writer.WriteByte(Repeated);
            writer.WriteUnsigned((ulong)known);
            return;
        }

        writer.WriteByte(isExact ? Exact : Named);
        if (!isExact)
            writer.WriteString(TypeNames.Format(body.WireType(type)));
        body.Write(writer, value);
    }

    public override T Read(WireReader reader)
    {
        var position = reader.Position;
        switch (reader.ReadByte())
        {
            case Null:
                return default!;
            case Repeated:
                return (T)reader.GetReference((int)reader.ReadUnsigned());
            case Exact:
                return (T)Read(reader, Exactly, position);
            case Named:
                var type = TypeNames.Resolve(reader.ReadString()!);
                if (type == typeof(Runtime.GrainReference))
                    return (T)((Runtime.GrainReference)Read(reader, Bodies.For(type), position)).CastTo(typeof(T));
                if (!typeof(T).IsAssignableFrom(type))
                    throw new SerializerException($"{type} was sent where {typeof(T)} is expected.");
                return (T)Read(reader, Bodies.For(type), position);
            case var other:
                throw new SerializerException($"Unknown object marker {other}.");
        }
    }

    public override T Copy(T value, CopySession session)
    {
        if (value is null)
            return value;
        var type = value.GetType();
        var body = type == typeof(T) ? Exactly : Bodies.For(type);
        if (body.IsImmutable)
            return value;
        if (session.TryGet(value, out var copy))
            return (T)copy!;
        return (T)body.Copy(value, session);
    }

    private static object Read(WireReader reader, Body body, int position)
    {
        var value = body.Read(reader, body.IsTracked ? position : -1);
        if (body.IsTracked)
            reader.SetReference(position, value);
        return value;
    }
}

/// <summary>
/// The content of a boxed value, or of an object of a hidden class derived from <typeparamref name="T"/>, which alone is
/// known on the wire.
/// </summary>
internal sealed class BoxedBody<T> : Body
{
    private readonly Codec<T> _codec = Codecs.For<T>();

    public override bool IsImmutable => _codec.IsImmutable;

    public override bool IsTracked => false;

    public override Type WireType(Type type) => typeof(T);

    public override void Write(WireWriter writer, object value) => _codec.Write(writer, (T)value);

    public override object Read(WireReader reader, int reference) => _codec.Read(reader)!;

    public override object Copy(object value, CopySession session) => _codec.Copy((T)value, session)!;
}
