using Orleans.Runtime.Proxies;

namespace Orleans.Runtime;

/// <summary>A reference to a grain or an observer: equal where the identity is equal.</summary>
public class GrainReference : IAddressable, IEquatable<GrainReference>
{
    internal GrainReference(GrainId grainId, Endpoint endpoint)
    {
        GrainId = grainId;
        Endpoint = endpoint;
    }

    public GrainId GrainId { get; }

    internal Endpoint Endpoint { get; }

    /// <summary>Where the last call went.</summary>
    internal Activation? Cached { get; set; }

    internal object CastTo(Type interfaceType) =>
        interfaceType.IsInstanceOfType(this) ? this : ProxyFactory.Create(interfaceType, GrainId, Endpoint);

    public uint GetUniformHashCode() => GrainId.GetUniformHashCode();

    public bool Equals(GrainReference? other) => other is not null && GrainId.Equals(other.GrainId);

    public override bool Equals(object? obj) => Equals(obj as GrainReference);

    public override int GetHashCode() => GrainId.GetHashCode();

    public sealed override string ToString() => $"GrainReference:{GrainId}";

    public static bool operator ==(GrainReference? reference1, GrainReference? reference2) =>
        reference1 is null ? reference2 is null : reference1.Equals(reference2);

    public static bool operator !=(GrainReference? reference1, GrainReference? reference2) =>
        !(reference1 == reference2);
}
