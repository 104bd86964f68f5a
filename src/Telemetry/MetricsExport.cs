using System.Net;
using System.Net.Sockets;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using Quant.Specs;

namespace Quant.Telemetry;

/// <summary>
/// Exports the metrics of this process, its silos' included, while it is not disposed: Orleans' meter, the factory's own,
/// the .NET runtime's and, where there is a web server, its.
/// </summary>
public sealed class MetricsExport : IDisposable
{
    /// <summary>The meters that are exported.</summary>
    public static IReadOnlyList<string> Meters { get; } =
    [QuantMeter.Name, "Microsoft.Orleans", "System.Runtime", "Microsoft.AspNetCore.Hosting", "Npgsql"];

    private readonly MeterProvider _provider;

    private MetricsExport(MeterProvider provider) => _provider = provider;

    /// <summary>Starts what the environment asks for; null where that is nothing.</summary>
    /// <param name="service">The service's name where <c>OTEL_SERVICE_NAME</c> says none: <c>quant-silo</c>, <c>quant-web</c>.</param>
    /// <param name="instance">What tells this process from others of the service; null: machine and process.</param>
    /// <exception cref="BadInputException">A variable has a value it cannot have, or the scrape page's port is taken.</exception>
    public static MetricsExport? FromEnvironment(string service, string? instance = null) =>
        Start(MetricsOptions.Read(Environment.GetEnvironmentVariable), service, instance);

    /// <inheritdoc cref="FromEnvironment"/>
    public static MetricsExport? Start(MetricsOptions options, string service, string? instance = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.IsOff)
        {
            return null;
        }
        var builder = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(
                ResourceBuilder
                    .CreateEmpty()
                    .AddService(
                        service,
                        serviceInstanceId: instance ?? $"{Environment.MachineName}:{Environment.ProcessId}"
                    )
                    .AddTelemetrySdk()
                    .AddEnvironmentVariableDetector()
            )
            .AddMeter([.. Meters]);
        if (options.Otlp)
        {
            builder.AddOtlpExporter();
        }
        if (options.Prometheus)
        {
            builder.AddPrometheusHttpListener(listener =>
            {
                listener.Host = options.PrometheusHost is "0.0.0.0" or "::" ? "*" : options.PrometheusHost;
                listener.Port = options.PrometheusPort;
            });
        }
        try
        {
            return new MetricsExport(builder.Build());
        }
        catch (Exception fault) when (options.Prometheus && IsTaken(fault))
        {
            throw new BadInputException(
                "OTEL_EXPORTER_PROMETHEUS_PORT",
                options.PrometheusPort,
                $"a port of {options.PrometheusHost} that is free ({fault.GetBaseException().Message})"
            );
        }
    }

    /// <summary>Hands over what was measured last, then stops.</summary>
    public void Dispose() => _provider.Dispose();

    private static bool IsTaken(Exception fault) =>
        fault.GetBaseException() is HttpListenerException or SocketException;
}
