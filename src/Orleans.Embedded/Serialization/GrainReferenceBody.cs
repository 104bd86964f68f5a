using Orleans.Runtime.Proxies;

namespace Orleans.Serialization;

/// <summary>References to grains and observers, bound to the endpoint that reads or copies them.</summary>
internal sealed class GrainReferenceBody : Body
{
    public override bool IsImmutable => true;

    public override bool IsTracked => false;

    public override Type WireType(Type type) => typeof(GrainReference);

    public override void Write(WireWriter writer, object value)
    {
        var reference = (GrainReference)value;
        writer.WriteString(reference.GrainId.Type.ToString());
        writer.WriteString(reference.GrainId.Key.ToString());
        writer.WriteString(ProxyFactory.InterfaceOf(reference) is { } type ? TypeNames.Format(type) : null);
    }

    public override object Read(WireReader reader, int reference)
    {
        var id = GrainId.Create(reader.ReadString()!, reader.ReadString()!);
        var type = reader.ReadString();
        if (reader.Endpoint is not { } endpoint)
            throw new SerializerException($"A reference to {id} can be read only where there is a silo or client.");
        return type is null
            ? new GrainReference(id, endpoint)
            : ProxyFactory.Create(TypeNames.Resolve(type), id, endpoint);
    }

    public override object Copy(object value, CopySession session) => value;
}
