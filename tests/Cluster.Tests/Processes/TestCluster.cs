using Quant.Catalog;
using Quant.Cluster.Tests.Factory;

namespace Quant.Cluster.Tests.Processes;

/// <summary>A cluster of processes over one PostgreSQL and one data root: silos, and a server that is their client.</summary>
internal sealed class TestCluster(string postgres, TestRoot root) : IAsyncDisposable
{
    private readonly List<QuantProcess> _processes = [];
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromMinutes(1) };

    public CatalogStore Catalog { get; private set; } = null!;

    private Dictionary<string, string> Settings =>
        new()
        {
            ["QUANT_POSTGRES"] = postgres,
            ["QUANT_DATA"] = root.Path,
            ["QUANT_CLUSTER_ID"] = "test",
            // The dead are found in seconds instead of half a minute.
            ["QUANT_PROBE"] = "1",
        };

    public async Task OpenAsync() => Catalog = await CatalogStore.OpenAsync(CatalogOptions.ForPostgres(postgres));

    public Task<QuantProcess> SiloAsync(string name, params string[] more) =>
        StartAsync([
            "silo",
            "--name",
            name,
            "--port",
            "0",
            "--silo-port",
            QuantProcess.FreePort(),
            "--gateway-port",
            QuantProcess.FreePort(),
            .. more,
        ]);

    public Task<QuantProcess> ServerAsync() => StartAsync(["serve", "--cluster", "--port", "0"]);

    public async Task<(int Status, string Body)> GetAsync(QuantProcess process, string path)
    {
        using var answer = await _http.GetAsync(new Uri(process.Address, path));
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public async Task<(int Status, string Body)> PostAsync(QuantProcess process, string path, string body)
    {
        using var content = new StringContent(
            body,
            new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")
        );
        using var answer = await _http.PostAsync(new Uri(process.Address, path), content);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>What the processes said, for a test that failed.</summary>
    public string Account => string.Join("\n---\n", _processes);

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            process.Dispose();
        }
        _http.Dispose();
        await Catalog.DisposeAsync();
    }

    private async Task<QuantProcess> StartAsync(string[] words)
    {
        var process = await QuantProcess.StartAsync(Settings, words);
        _processes.Add(process);
        return process;
    }
}
