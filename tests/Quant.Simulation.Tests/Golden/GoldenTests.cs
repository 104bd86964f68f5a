using System.Text.Json;
using Quant.Simulation.Batch;
using Quant.Simulation.Rules;

namespace Quant.Simulation.Tests.Golden;

public sealed class GoldenTests
{
    public static TheoryData<string> Cases =>
        [.. Directory.GetFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order()];

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Golden");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Real_bars_come_out_as_the_independent_program_has_them(string name)
    {
        var sample = SampleIndex.Find();
        Assert.SkipWhen(sample is null, "the vega-datasets package is not installed (npm ci)");
        using var golden = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, $"{name}.json")));
        var expected = golden.RootElement;
        var input = SampleIndex.Read(
            sample,
            expected.GetProperty("start").GetInt32(),
            expected.GetProperty("end").GetInt32()
        );
        var rules = SimulationRules.Read(expected.GetProperty("rules").GetRawText());

        var single = Simulator.Run(input, rules);
        Reference.Agrees(expected, single.Metrics, single.Trades, name);

        var batch = new BatchSimulator(input).Run([rules], new BatchOptions { KeepTrades = true })[0];
        Reference.Agrees(expected, batch.Metrics, batch.Trades!, $"{name}, batched");
    }
}
