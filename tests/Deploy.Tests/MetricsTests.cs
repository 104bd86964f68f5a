using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Quant.Specs;
using Quant.Telemetry;

namespace Quant.Deploy.Tests;

/// <summary>Metrics are exported where the environment asks for it, and nowhere else.</summary>
public sealed class MetricsTests
{
    [Fact]
    public void Nothing_is_exported_unless_it_is_asked_for()
    {
        Assert.True(Read().IsOff);
        Assert.True(Read(("OTEL_METRICS_EXPORTER", "none")).IsOff);
        Assert.True(Read(("OTEL_METRICS_EXPORTER", "otlp"), ("OTEL_SDK_DISABLED", "true")).IsOff);
        Assert.Null(MetricsExport.Start(new MetricsOptions(), "quant"));
    }

    [Fact]
    public void Exporters_host_and_port_are_read_from_the_standard_variables()
    {
        var options = Read(
            ("OTEL_METRICS_EXPORTER", "otlp, prometheus"),
            ("OTEL_EXPORTER_PROMETHEUS_HOST", "0.0.0.0"),
            ("OTEL_EXPORTER_PROMETHEUS_PORT", "9000")
        );
        Assert.Equal(
            new MetricsOptions
            {
                Otlp = true,
                Prometheus = true,
                PrometheusHost = "0.0.0.0",
                PrometheusPort = 9000,
            },
            options
        );
        Assert.Equal(("localhost", 9464), (Read().PrometheusHost, Read().PrometheusPort));
    }

    [Theory]
    [InlineData("OTEL_METRICS_EXPORTER", "promtheus")]
    [InlineData("OTEL_EXPORTER_PROMETHEUS_PORT", "0")]
    [InlineData("OTEL_EXPORTER_PROMETHEUS_PORT", "ninety")]
    public void A_value_that_is_not_allowed_is_refused_by_the_variable_s_name(string variable, string value)
    {
        var fault = Assert.Throws<BadInputException>(() => Read((variable, value)));
        Assert.Equal(variable, fault.Field);
    }

    [Fact]
    public void A_port_that_is_taken_is_refused_by_name()
    {
        using var holder = new TcpListener(IPAddress.Loopback, 0);
        holder.Start();
        var options = new MetricsOptions
        {
            Prometheus = true,
            PrometheusPort = ((IPEndPoint)holder.LocalEndpoint).Port,
        };
        var fault = Assert.Throws<BadInputException>(() => MetricsExport.Start(options, "quant"));
        Assert.Equal("OTEL_EXPORTER_PROMETHEUS_PORT", fault.Field);
    }

    [Fact]
    public async Task A_collector_is_told_under_the_service_s_name()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var address = FormattableString.Invariant($"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/");
        free.Stop();
        using var collector = new HttpListener { Prefixes = { address } };
        collector.Start();
        var root = Directory.CreateTempSubdirectory("quant-otlp-").FullName;
        try
        {
            var environment = new Dictionary<string, string>
            {
                ["OTEL_METRICS_EXPORTER"] = "otlp",
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = address,
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                ["OTEL_METRIC_EXPORT_INTERVAL"] = 500.ToString(CultureInfo.InvariantCulture),
                ["OTEL_SERVICE_NAME"] = "under-test",
            };
            await using var factory = await ServedFactory.StartAsync(root, environment);
            // The first exports may come before there is a silo.
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
            var text = "";
            while (
                !text.Contains("quant.work.threads", StringComparison.Ordinal)
                || !text.Contains("orleans-catalog-activations", StringComparison.Ordinal)
            )
            {
                var request = await collector.GetContextAsync().WaitAsync(patience.Token);
                using var body = new MemoryStream();
                await request.Request.InputStream.CopyToAsync(body, patience.Token);
                request.Response.Close();
                Assert.Equal("/v1/metrics", request.Request.Url!.AbsolutePath);
                text = System.Text.Encoding.Latin1.GetString(body.ToArray());
            }
            Assert.Contains("under-test", text, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static MetricsOptions Read(params (string Name, string Value)[] variables) =>
        MetricsOptions.Read(name => variables.FirstOrDefault(variable => variable.Name == name).Value);
}
