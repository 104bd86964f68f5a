using System.Net;
using Quant.Specs;

namespace Quant.Silo.Cluster;

/// <summary>Who keeps a silo's grain states and reminders.</summary>
public enum GrainStore
{
    /// <summary>Our own providers, over the catalog; the same on both engines.</summary>
    Catalog,

    /// <summary>Orleans' own providers for relational databases, over the cluster's PostgreSQL.</summary>
    AdoNet,
}

/// <summary>How a silo or a client belongs to a cluster of several processes. Needs Microsoft Orleans.</summary>
public sealed record ClusterSettings
{
    /// <summary>Silos with the same id find each other; another id for a deployment that replaces this one.</summary>
    public string ClusterId { get; init; } = "quant";

    /// <summary>Stays the same across deployments: what grains keep is found by it.</summary>
    public string ServiceId { get; init; } = "quant";

    /// <summary>The PostgreSQL that keeps the catalog and, unless <see cref="Primary"/> is given, the membership.</summary>
    public required string Postgres { get; init; }

    /// <summary>
    /// For development: membership is kept in the memory of the silo at this endpoint, instead of in PostgreSQL, and ends
    /// with it.
    /// </summary>
    public IPEndPoint? Primary { get; init; }

    /// <summary>Gateways of the silos a client goes to where membership is not in PostgreSQL.</summary>
    public IReadOnlyList<IPEndPoint> Gateways { get; init; } = [];

    /// <summary>The silo's name; where null, its host's name and port.</summary>
    public string? SiloName { get; init; }

    /// <summary>Address at which other silos and clients reach this silo; default 127.0.0.1.</summary>
    public IPAddress Advertised { get; init; } = IPAddress.Loopback;

    /// <summary>Port for other silos, default 11111.</summary>
    public int SiloPort { get; init; } = 11111;

    /// <summary>Port for clients, default 30000.</summary>
    public int GatewayPort { get; init; } = 30000;

    /// <summary>Who keeps grain states.</summary>
    public GrainStore States { get; init; } = GrainStore.Catalog;

    /// <summary>Who keeps reminders.</summary>
    public GrainStore Reminders { get; init; } = GrainStore.Catalog;

    /// <summary>
    /// How long a silo waits for another's answer to "are you there", and how often it asks; three in vain make a suspect.
    /// Null: Orleans' own (10 s).
    /// </summary>
    public TimeSpan? Probe { get; init; }

    /// <summary>How long a silo that ends may take for what it is computing; default 60 s.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(60);

    /// <exception cref="BadInputException">A member is out of range.</exception>
    public void Check()
    {
        RequireName("--cluster-id", ClusterId);
        RequireName("--service-id", ServiceId);
        RequirePort("--silo-port", SiloPort);
        RequirePort("--gateway-port", GatewayPort);
        if (SiloPort == GatewayPort)
        {
            throw new BadInputException("--gateway-port", GatewayPort, "another port than --silo-port");
        }
        if (Advertised.Equals(IPAddress.Any) || Advertised.Equals(IPAddress.IPv6Any))
        {
            throw new BadInputException(
                "--advertise",
                Advertised,
                "an address other machines can reach, not a wildcard"
            );
        }
        if (Probe is { } probe && (probe < TimeSpan.FromSeconds(0.5) || probe > TimeSpan.FromMinutes(5)))
        {
            throw new BadInputException("--probe", probe.TotalSeconds, "0.5 to 300 seconds");
        }
        if (Drain < TimeSpan.Zero || Drain > TimeSpan.FromHours(1))
        {
            throw new BadInputException("--drain", Drain.TotalSeconds, "0 to 3600 seconds");
        }
    }

    private static void RequireName(string field, string value)
    {
        if (value.Length is 0 or > 150)
        {
            throw new BadInputException(field, value, "1 to 150 characters");
        }
    }

    private static void RequirePort(string field, int value)
    {
        if (value is < 1 or > 65535)
        {
            throw new BadInputException(field, value, "an integer from 1 to 65535");
        }
    }
}
