using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Quant.Simulation.Inputs;
using Quant.Simulation.Rules;
using Quant.Simulation.Tests.Support;

namespace Quant.Simulation.Tests.Golden;

public sealed class DifferentialTests
{
    private const int Cases = 120;

    [Fact]
    public void Random_markets_and_rules_come_out_as_the_independent_program_has_them()
    {
        var script = FindScript();
        Assert.SkipWhen(script is null, "the repository's sources are not there");
        Assert.SkipUnless(HasPandas(), "python3 with pandas is not installed");
        var folder = Directory.CreateTempSubdirectory("simulate-");
        try
        {
            for (var seed = 0; seed < Cases; seed++)
            {
                Export(folder.FullName, seed);
            }
            var lines = Python(script!, folder.FullName).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(Cases, lines.Length);
            var compared = 0;
            for (var seed = 0; seed < Cases; seed++)
            {
                var (input, rules) = Case(seed);
                var result = Simulator.Run(input, rules);
                // Equity all but used up is a difference of great numbers: its rounding has no nine digits left.
                if (result.Equity.Any(equity => Math.Abs(equity) < 1e-3 * rules.InitialCapital))
                {
                    continue;
                }
                compared++;
                using var expected = JsonDocument.Parse(lines[seed]);
                var about = $"seed {seed}: {rules.ToCanonicalJson()}";
                Reference.Agrees(expected.RootElement, result.Metrics, result.Trades, about);
            }
            Assert.InRange(compared, Cases * 95 / 100, Cases);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static (SimulationInput Input, SimulationRules Rules) Case(int seed) =>
        (RandomMarket.Input(seed), RandomMarket.Rules(new Random(seed + 5000)));

    private static void Export(string folder, int seed)
    {
        var (input, rules) = Case(seed);
        using (var csv = File.CreateText(Path.Combine(folder, $"{seed}.csv")))
        {
            SimulationCsv.Write(input, csv);
        }
        var json = new JsonObject
        {
            ["rules"] = JsonNode.Parse(rules.ToCanonicalJson()),
            ["barsPerYear"] = input.BarsPerYear,
            ["start"] = input.Start,
            ["end"] = input.End,
            ["blocks"] = input.MomentBlocks,
        };
        File.WriteAllText(Path.Combine(folder, $"{seed}.json"), json.ToJsonString());
    }

    private static string? FindScript()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var script = Path.Combine(folder.FullName, "tests/Quant.Simulation.Tests/Golden/run_cases.py");
            if (File.Exists(script))
            {
                return script;
            }
        }
        return null;
    }

    private static bool HasPandas()
    {
        try
        {
            Python("-c", "import pandas");
            return true;
        }
        catch (Exception fault) when (fault is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            return false;
        }
    }

    private static string Python(params string[] arguments)
    {
        var executable = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";
        using var process = Process.Start(
            new ProcessStartInfo(executable, arguments) { RedirectStandardOutput = true, RedirectStandardError = true }
        )!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"python ended with {process.ExitCode}: {errors.Result}");
    }
}
