using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Quant.Deploy.Tests;

/// <summary>The dashboard asks for metrics by the names they are exported under.</summary>
public sealed partial class DashboardTests
{
    private const string Study = """
        {
          "name": "measured",
          "model": {
            "symbol": "SPX", "interval": "1d",
            "features": { "name": "small", "features": [{ "indicator": "rsi" }, { "indicator": "return" }] },
            "training": {
              "label": { "kind": "forwardReturn", "params": { "horizon": 3 } },
              "folds": { "kind": "expanding", "params": { "minTrainRows": 1000, "folds": 3, "embargo": 3 } },
              "estimator": { "kind": "ridge" }
            }
          },
          "rules": { "side": "long" },
          "space": { "axes": [{ "name": "threshold", "path": "rules.entryThreshold", "values": [0, 0.001] }] },
          "objective": { "metric": "sharpe" }
        }
        """;

    [Fact]
    public async Task Every_metric_of_the_dashboard_is_exported_by_a_factory_at_work()
    {
        var root = Directory.CreateTempSubdirectory("quant-metrics-").FullName;
        try
        {
            var port = FreePort();
            var environment = new Dictionary<string, string>
            {
                ["OTEL_METRICS_EXPORTER"] = "prometheus",
                ["OTEL_EXPORTER_PROMETHEUS_PORT"] = port.ToString(CultureInfo.InvariantCulture),
            };
            await using var factory = await ServedFactory.StartAsync(root, environment);
            await factory.PostAsync("/api/bars/SPX/sample", """{"sample":"sp500"}""");
            var study = (await factory.PostAsync("/api/studies", Study)).GetProperty("study").GetString();
            var status = await factory.GetAsync($"/api/studies/{study}/status?waitSeconds=20");
            Assert.Equal("completed", status.GetProperty("work").GetProperty("phase").GetString());

            using var prometheus = new HttpClient();
            var page = await prometheus.GetStringAsync($"http://localhost:{port}/metrics");
            var exported = Exported().Matches(page).Select(match => match.Groups[1].Value).ToHashSet();

            var wanted = Queries().SelectMany(NamesIn).Distinct().Order(StringComparer.Ordinal).ToList();
            Assert.True(wanted.Count > 15, string.Join(", ", wanted));
            Assert.Equal("", string.Join(", ", wanted.Except(exported)));
            Assert.Contains("quant_trials_total", exported);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    [Fact]
    public void Panels_have_numbers_of_their_own_and_places_that_do_not_overlap()
    {
        using var dashboard = Read();
        var panels = dashboard.RootElement.GetProperty("panels").EnumerateArray().ToList();
        Assert.Equal(panels.Count, panels.Select(panel => panel.GetProperty("id").GetInt32()).Distinct().Count());
        var cells = panels.SelectMany(panel =>
        {
            var place = panel.GetProperty("gridPos");
            int Of(string name) => place.GetProperty(name).GetInt32();
            Assert.InRange(Of("x") + Of("w"), 1, 24);
            return from x in Enumerable.Range(Of("x"), Of("w"))
                from y in Enumerable.Range(Of("y"), Of("h"))
                select (x, y);
        });
        Assert.DoesNotContain(cells.CountBy(cell => cell), cell => cell.Value > 1);
    }

    private static JsonDocument Read() =>
        JsonDocument.Parse(Repository.Read("deploy", "grafana", "quant-orleans.json"));

    private static List<string> Queries()
    {
        using var dashboard = Read();
        return
        [
            .. dashboard
                .RootElement.GetProperty("panels")
                .EnumerateArray()
                .SelectMany(panel => panel.GetProperty("targets").EnumerateArray())
                .Select(target => target.GetProperty("expr").GetString()!),
            .. dashboard
                .RootElement.GetProperty("templating")
                .GetProperty("list")
                .EnumerateArray()
                .Where(variable => variable.GetProperty("type").GetString() == "query")
                .Select(variable => variable.GetProperty("query").GetString()!),
        ];
    }

    /// <summary>Words before a brace or a comma that are no functions: names of series.</summary>
    private static IEnumerable<string> NamesIn(string query) =>
        Series().Matches(query).Select(match => match.Groups[1].Value);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex(@"^([a-z][a-z0-9_]*)(?:\{| )", RegexOptions.Multiline)]
    private static partial Regex Exported();

    [GeneratedRegex(@"(?:label_values\()?\b([a-z][a-z0-9]*_[a-z0-9_]+)(?:\{|, )")]
    private static partial Regex Series();
}
