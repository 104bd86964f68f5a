using System.Collections.Immutable;

namespace Orleans.Runtime;

/// <summary>Divides the hashes of grains among silos: each has those above its predecessor's hash up to its own.</summary>
internal static class HashRing
{
    /// <summary>The range of a silo; null where it is not among them.</summary>
    public static HashRange? RangeOf(Silo silo, ImmutableArray<Silo> silos)
    {
        if (!silos.Contains(silo))
            return null;
        var points = silos.Select(PointOf).Order().ToArray();
        var own = Array.IndexOf(points, PointOf(silo));
        return new(points[(own + points.Length - 1) % points.Length], points[own]);
    }

    public static Silo? OwnerOf(uint hash, ImmutableArray<Silo> silos) =>
        silos.FirstOrDefault(silo => RangeOf(silo, silos)!.Value.Contains(hash));

    private static uint PointOf(Silo silo) => unchecked((uint)silo.Address.GetConsistentHashCode());
}
