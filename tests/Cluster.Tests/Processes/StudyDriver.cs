using System.Text.Json.Nodes;
using Quant.Cluster.Tests.Factory;

namespace Quant.Cluster.Tests.Processes;

/// <summary>What a process that is to be killed does: starts a study, says its id, waits until it ends.</summary>
internal static class StudyDriver
{
    public const string Argument = "--drive-study";

    public static async Task<int> RunAsync(string root, string specFile)
    {
        var spec = JsonNode.Parse(await File.ReadAllTextAsync(specFile))!.AsObject();
        await using var factory = await TestFactory.StartAtAsync(root);
        var grain = await factory.StudyGrainAsync(spec);
        var started = await grain.StartAsync(spec.ToJsonString());
        await Console.Out.WriteLineAsync(started.Study);
        await Console.Out.FlushAsync();
        return (await grain.EndedAsync()).Work.Error is null ? 0 : 1;
    }
}
