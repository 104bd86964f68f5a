using System.Text.Json.Nodes;
using Orleans.Runtime;
using Orleans.TestingHost;
using Quant.Cluster.Tests.Factory;
using Quant.Grains.Interfaces.Faults;
using Quant.Grains.Interfaces.Progress;
using Quant.Grains.Interfaces.Search;

namespace Quant.Chaos;

/// <summary>
/// The process that is harmed: runs the study to its end on several silos, goes on with it after every loss, and does
/// to its silos what it reads from its input, one command a line, each answered by one line.
/// </summary>
internal static class VictimLoop
{
    public const string Argument = "--victim";
    public const string Ready = "ready";
    public const string Done = "done";
    public const string Ended = "ended";

    public static async Task<int> RunAsync(string root, string specFile, short silos)
    {
        var spec = JsonNode.Parse(await File.ReadAllTextAsync(specFile))!.AsObject();
        await using var factory = await TestFactory.StartAtAsync(
            root,
            new FactoryOptions
            {
                Silos = silos,
                Impatient = true,
                ResumeStudies = true,
            }
        );
        var commands = ObeyAsync(factory);
        Say(Ready);
        var end = EndAsync(factory, spec);
        if (await Task.WhenAny(end, commands) == commands)
        {
            await commands;
        }
        var status = await end;
        Say($"{Ended} {status.Work.State} {status.Work.Error}");
        return 0;
    }

    /// <summary>Starts the study, or goes on with it, as often as what it needs is lost.</summary>
    private static async Task<StudyStatus> EndAsync(TestFactory factory, JsonObject spec)
    {
        while (true)
        {
            try
            {
                var grain = await factory.StudyGrainAsync(spec);
                var status = await grain.StartAsync(spec.ToJsonString());
                status =
                    status.Work.State == WorkState.Running ? await grain.WaitAsync(TimeSpan.FromSeconds(1)) : status;
                if (status.Work.State is WorkState.Completed or WorkState.Failed)
                {
                    return status;
                }
            }
            catch (Exception lost) when (lost is OrleansException or StorageUnavailableException or TimeoutException)
            {
                await Console.Error.WriteLineAsync($"asking again: {lost.Message}");
            }
        }
    }

    private static async Task ObeyAsync(TestFactory factory)
    {
        while (await Task.Run(Console.In.ReadLineAsync) is { } line)
        {
            var words = line.Split(' ');
            var pick = int.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture);
            await ObeyAsync(factory.Cluster, Enum.Parse<HarmKind>(words[0]), pick);
            Say(Done);
        }
    }

    /// <summary>The last silo is not taken away before another has joined.</summary>
    private static async Task ObeyAsync(InProcessTestCluster cluster, HarmKind kind, int pick)
    {
        if (kind == HarmKind.AddSilo || cluster.Silos.Count == 1)
        {
            await cluster.StartAdditionalSiloAsync();
        }
        var picked = cluster.Silos[pick % cluster.Silos.Count];
        if (kind == HarmKind.KillSilo)
        {
            await cluster.KillSiloAsync(picked);
        }
        else if (kind == HarmKind.StopSilo)
        {
            await cluster.StopSiloAsync(picked);
        }
    }

    private static void Say(string line)
    {
        Console.Out.WriteLine(line);
        Console.Out.Flush();
    }
}
