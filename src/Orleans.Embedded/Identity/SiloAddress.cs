using System.Globalization;
using System.Net;

namespace Orleans.Runtime;

/// <summary>The address of a silo: an endpoint and the generation that tells a restarted silo from its forerunner.</summary>
[Immutable]
public sealed class SiloAddress : IEquatable<SiloAddress>, IComparable<SiloAddress>
{
    private static int s_lastGeneration = (int)(DateTime.UtcNow - new DateTime(2010, 1, 1)).TotalSeconds;

    private SiloAddress(IPEndPoint endpoint, int generation)
    {
        Endpoint = endpoint;
        Generation = generation;
    }

    public static SiloAddress Zero { get; } = New(new IPEndPoint(0, 0), 0);

    public IPEndPoint Endpoint { get; }

    public int Generation { get; }

    /// <summary>Addresses of clients have a negative generation.</summary>
    public bool IsClient => Generation < 0;

    public static SiloAddress New(IPEndPoint ep, int gen) => new(ep, gen);

    public static SiloAddress New(IPAddress address, int port, int generation) => new(new(address, port), generation);

    /// <summary>Greater than the one before; counted from the seconds between 2010 and the first use in this process.</summary>
    public static int AllocateNewGeneration() => Interlocked.Increment(ref s_lastGeneration);

    /// <summary><c>address:port@generation</c></summary>
    public string ToParsableString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Endpoint.Address}:{Endpoint.Port}@{Generation}");

    /// <exception cref="FormatException">Not <c>address:port@generation</c>.</exception>
    public static SiloAddress FromParsableString(string addr)
    {
        var at = addr.LastIndexOf('@');
        var colon = at < 0 ? -1 : addr.LastIndexOf(':', at);
        if (colon < 0)
            throw new FormatException($"Invalid silo address \"{addr}\".");
        return New(
            IPAddress.Parse(addr.AsSpan(0, colon)),
            int.Parse(addr.AsSpan(colon + 1, at - colon - 1), CultureInfo.InvariantCulture),
            int.Parse(addr.AsSpan(at + 1), CultureInfo.InvariantCulture)
        );
    }

    /// <summary>A hash that is the same in every process.</summary>
    public int GetConsistentHashCode() =>
        unchecked((int)StableHash.Compute(System.Text.Encoding.UTF8.GetBytes(ToParsableString())));

    public bool Equals(SiloAddress? other) =>
        other is not null && Generation == other.Generation && Endpoint.Equals(other.Endpoint);

    public override bool Equals(object? obj) => Equals(obj as SiloAddress);

    public override int GetHashCode() => HashCode.Combine(Endpoint, Generation);

    public int CompareTo(SiloAddress? other) =>
        other is null ? 1 : string.CompareOrdinal(ToParsableString(), other.ToParsableString());

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(IsClient ? 'C' : 'S')}{Endpoint.Address}:{Endpoint.Port}:{Generation}"
        );
}
