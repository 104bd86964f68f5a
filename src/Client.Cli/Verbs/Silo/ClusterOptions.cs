using System.CommandLine;
using System.Globalization;
using System.Net;
using Quant.Client.Cli.Input;
using Quant.Silo.Cluster;
using Quant.Silo.Engines;
using Quant.Specs;

namespace Quant.Client.Cli.Verbs.Silo;

/// <summary>
/// Options of a process that belongs to a cluster. What is not given as an option is taken from the environment or from
/// <c>appsettings.json</c> under the option's name.
/// </summary>
internal sealed class ClusterOptions
{
    private readonly Option<string> _clusterId = Text("--cluster-id", "Cluster to belong to (QUANT_CLUSTER_ID; quant)");
    private readonly Option<string> _serviceId = Text(
        "--service-id",
        "What the cluster's deployments have in common (QUANT_SERVICE_ID; quant)"
    );
    private readonly Option<string> _postgres = Text(
        "--postgres",
        "PostgreSQL of catalog and membership, as an Npgsql connection string (QUANT_POSTGRES)"
    );
    private readonly Option<string> _name = Text("--name", "The silo's name (QUANT_SILO_NAME; host and port)");
    private readonly Option<string> _advertise = Text(
        "--advertise",
        "IP address at which others reach this silo (QUANT_ADVERTISE; 127.0.0.1)"
    );
    private readonly Option<string> _siloPort = Text("--silo-port", "Port for other silos (QUANT_SILO_PORT; 11111)");
    private readonly Option<string> _gatewayPort = Text(
        "--gateway-port",
        "Port for clients (QUANT_GATEWAY_PORT; 30000)"
    );
    private readonly Option<string> _primary = Text(
        "--primary",
        "Development: ADDRESS:PORT of the silo that keeps the membership, instead of PostgreSQL (QUANT_PRIMARY)"
    );
    private readonly Option<string> _states = Text(
        "--states",
        "Who keeps grain states: catalog, or adonet for Orleans' own (QUANT_STATES; catalog)"
    );
    private readonly Option<string> _reminders = Text(
        "--reminders",
        "Who keeps reminders: catalog, or adonet for Orleans' own (QUANT_REMINDERS; catalog)"
    );
    private readonly Option<string> _probe = Text(
        "--probe",
        "Seconds between silos' questions to each other, three in vain make one dead (QUANT_PROBE; Orleans' 10)"
    );
    private readonly Option<string> _drain = Text(
        "--drain",
        "Seconds a silo that ends may take for what it computes (QUANT_DRAIN; 60)"
    );
    private readonly Option<string> _gateways = Text(
        "--gateways",
        "Development: ADDRESS:PORT of silos' gateways, with commas, instead of PostgreSQL (QUANT_GATEWAYS)"
    );

    public void AddToSilo(Command command)
    {
        foreach (
            var option in new[]
            {
                _clusterId,
                _serviceId,
                _postgres,
                _name,
                _advertise,
                _siloPort,
                _gatewayPort,
                _primary,
                _states,
                _reminders,
                _probe,
                _drain,
            }
        )
        {
            command.Add(option);
        }
    }

    public void AddToClient(Command command)
    {
        foreach (var option in new[] { _clusterId, _serviceId, _postgres, _gateways })
        {
            command.Add(option);
        }
    }

    /// <summary>The database alone: a factory in one process may keep its catalog there, too.</summary>
    public string? Postgres(ParseResult parsed) => parsed.GetValue(_postgres) ?? Settings.Load().Find("Postgres");

    /// <exception cref="BadInputException">A value is not allowed, or this program has no clusters.</exception>
    public ClusterSettings Read(ParseResult parsed)
    {
        if (ClusterWiring.Unavailable is { } why)
        {
            throw new BadInputException("cluster", LocalSilos.Engine, $"the engine Orleans: {why}");
        }
        var settings = Settings.Load();
        string? Value(Option<string> option, string name) => parsed.GetValue(option) ?? settings.Find(name);
        var defaults = new ClusterSettings { Postgres = "" };
        return defaults with
        {
            ClusterId = Value(_clusterId, "ClusterId") ?? defaults.ClusterId,
            ServiceId = Value(_serviceId, "ServiceId") ?? defaults.ServiceId,
            Postgres =
                Value(_postgres, "Postgres")
                ?? throw new BadInputException("--postgres", null, "Host=…;Database=…;Username=…;Password=…"),
            SiloName = Value(_name, "SiloName"),
            Advertised = Value(_advertise, "Advertise") is { } advertised
                ? Address("--advertise", advertised)
                : defaults.Advertised,
            SiloPort = Port("--silo-port", Value(_siloPort, "SiloPort")) ?? defaults.SiloPort,
            GatewayPort = Port("--gateway-port", Value(_gatewayPort, "GatewayPort")) ?? defaults.GatewayPort,
            Primary = Value(_primary, "Primary") is { } primary ? EndPoint("--primary", primary) : null,
            Gateways =
            [
                .. (Value(_gateways, "Gateways") ?? "")
                    .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                    .Select(gateway => EndPoint("--gateways", gateway)),
            ],
            States = Store("--states", Value(_states, "States")),
            Reminders = Store("--reminders", Value(_reminders, "Reminders")),
            Probe = Seconds("--probe", Value(_probe, "Probe")),
            Drain = Seconds("--drain", Value(_drain, "Drain")) ?? defaults.Drain,
        };
    }

    private static Option<string> Text(string name, string description) => new(name) { Description = description };

    private static IPAddress Address(string field, string value) =>
        IPAddress.TryParse(value, out var address)
            ? address
            : throw new BadInputException(field, value, "an IP address, such as 10.0.0.4");

    private static IPEndPoint EndPoint(string field, string value) =>
        IPEndPoint.TryParse(value, out var endpoint) && endpoint.Port > 0
            ? endpoint
            : throw new BadInputException(field, value, "ADDRESS:PORT, such as 127.0.0.1:11111");

    private static int? Port(string field, string? value) =>
        value is null ? null
        : int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port
        : throw new BadInputException(field, value, "an integer from 1 to 65535");

    private static TimeSpan? Seconds(string field, string? value) =>
        value is null ? null
        : double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
        && double.IsFinite(seconds)
            ? TimeSpan.FromSeconds(Math.Clamp(seconds, -1, 1e6))
        : throw new BadInputException(field, value, "a number of seconds");

    private static GrainStore Store(string field, string? value) =>
        value?.ToLowerInvariant() switch
        {
            null or "catalog" => GrainStore.Catalog,
            "adonet" => GrainStore.AdoNet,
            _ => throw new BadInputException(field, value, "catalog or adonet"),
        };
}
