using System.Text.Json.Nodes;
using Quant.Client.Cli.Hosting;

namespace Quant.Client.Cli.Tests.Runs;

/// <summary>A data root with 700 daily bars of WAVE and a small model, held by a server that all commands talk to.</summary>
public sealed class ServedRoot : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private QuantServer? _server;

    public string Root => _folder.Root;

    /// <summary>Fingerprint of a model that has been trained.</summary>
    internal string Model { get; private set; } = "";

    /// <summary>Runs a command on this root.</summary>
    internal Task<CliRun> RunAsync(params string[] args) => CliRun.Of([.. args, "--root", Root]);

    /// <summary>The same with a standard input.</summary>
    internal Task<CliRun> RunWithAsync(string input, params string[] args) =>
        CliRun.WithInput(input, [.. args, "--root", Root]);

    /// <summary>A small study: 2 models × 12 rules.</summary>
    internal static JsonNode Study() =>
        JsonNode.Parse(
            """
            {
              "name": "small",
              "model": {
                "symbol": "WAVE", "interval": "1d",
                "features": { "name": "small", "features": [{ "indicator": "rsi", "params": { "period": 5 } }, { "indicator": "return" }] },
                "training": {
                  "label": { "kind": "forwardReturn", "params": { "horizon": 3 } },
                  "folds": { "kind": "expanding", "params": { "minTrainRows": 200, "folds": 3, "embargo": 3 } },
                  "estimator": { "kind": "ridge" }
                }
              },
              "rules": { "side": "long" },
              "space": { "axes": [
                { "name": "horizon", "path": "model.training.label.params.horizon", "values": [3, 5] },
                { "name": "threshold", "path": "rules.entryThreshold", "values": [0, 0.001, 0.002, 0.003] },
                { "name": "stop", "path": "rules.stop", "values": [0, 0.03, 0.06] }
              ] },
              "objective": { "metric": "sharpe" }
            }
            """
        )!;

    public async ValueTask InitializeAsync()
    {
        _server = await QuantServer.StartAsync(new ServerOptions { Root = Root }, CancellationToken.None);
        var csv = _folder.Write("wave.csv", Series.Daily(700));
        (await RunAsync("bars", "import", csv)).Succeeded();
        var trained = await RunWithAsync(Study()["model"]!.ToJsonString(), "model", "train", "--spec", "-", "--json");
        Model = trained.Json.GetProperty("fingerprint").GetString()!;
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
        _folder.Dispose();
    }
}
