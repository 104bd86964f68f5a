using System.Globalization;
using Quant.Specs;

namespace Quant.Telemetry;

/// <summary>Which metrics exporters run, as the standard variables of OpenTelemetry say it. By default none.</summary>
public sealed record MetricsOptions
{
    private const string ExporterVariable = "OTEL_METRICS_EXPORTER";
    private const string DisabledVariable = "OTEL_SDK_DISABLED";
    private const string HostVariable = "OTEL_EXPORTER_PROMETHEUS_HOST";
    private const string PortVariable = "OTEL_EXPORTER_PROMETHEUS_PORT";

    /// <summary>Push to a collector; where and how is read from <c>OTEL_EXPORTER_OTLP_*</c> by OpenTelemetry itself.</summary>
    public bool Otlp { get; init; }

    /// <summary>Offer a page for Prometheus to scrape.</summary>
    public bool Prometheus { get; init; }

    /// <summary>Name or address the scrape page listens on; default <c>localhost</c>, <c>0.0.0.0</c> for all.</summary>
    public string PrometheusHost { get; init; } = "localhost";

    /// <summary>Port of the scrape page; default 9464.</summary>
    public int PrometheusPort { get; init; } = 9464;

    public bool IsOff => !Otlp && !Prometheus;

    /// <summary>
    /// Reads <c>OTEL_METRICS_EXPORTER</c> (<c>none</c>, <c>otlp</c>, <c>prometheus</c>, or both with a comma),
    /// <c>OTEL_SDK_DISABLED</c>, <c>OTEL_EXPORTER_PROMETHEUS_HOST</c> and <c>OTEL_EXPORTER_PROMETHEUS_PORT</c>.
    /// </summary>
    /// <param name="variable">The value of an environment variable; null where it is not set.</param>
    /// <exception cref="BadInputException">A variable has a value it cannot have.</exception>
    public static MetricsOptions Read(Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        if (string.Equals(variable(DisabledVariable), "true", StringComparison.OrdinalIgnoreCase))
        {
            return new MetricsOptions();
        }
        var options = new MetricsOptions();
        foreach (var word in Words(variable(ExporterVariable)))
        {
            options = word switch
            {
                "none" => options,
                "otlp" => options with { Otlp = true },
                "prometheus" => options with { Prometheus = true },
                _ => throw new BadInputException(ExporterVariable, word, "none, otlp, prometheus, or otlp,prometheus"),
            };
        }
        return options with
        {
            PrometheusHost = variable(HostVariable) is { Length: > 0 } host ? host : options.PrometheusHost,
            PrometheusPort = variable(PortVariable) is { Length: > 0 } port ? PortOf(port) : options.PrometheusPort,
        };
    }

    private static string[] Words(string? list) =>
        (list ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static int PortOf(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is >= 1 and <= 65535
            ? port
            : throw new BadInputException(PortVariable, text, "an integer from 1 to 65535");
}
