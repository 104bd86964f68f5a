using System.CommandLine;
using Quant.Client.Cli.Output;
using Quant.Client.Web.Contracts;
using Spectre.Console;

namespace Quant.Client.Cli.Verbs.Cluster;

/// <summary><c>quant cluster show</c>: silos, their load and what they compute.</summary>
internal sealed class ClusterShowVerb : Verb
{
    private const int MostMethods = 10;

    public override IReadOnlyList<Example> Examples =>
        [new("quant cluster show", "Silos, their load, what they compute, the busiest methods")];

    protected override Command Define() => new("show", "Show the silos of the server and what they are doing");

    protected override async Task<int> RunAsync(
        ParseResult parsed,
        CommonOptions common,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        await using var connection = await RunningServer.OpenAsync(common.Server(parsed), cancellation);
        var cluster = await connection.Client.ClusterAsync(cancellation);
        terminal.Answer(cluster, console => Show(console, cluster));
        return ExitCodes.Ok;
    }

    private static void Show(IAnsiConsole console, ClusterDto cluster)
    {
        TextGrid.Show(
            console,
            [
                "silo",
                "status",
                "address",
                ">computing",
                ">queue",
                ">activations",
                ">calls/s",
                ">mean",
                ">p95",
                ">exceptions",
            ],
            cluster.Silos.Select(silo =>
                (string[])
                    [
                        silo.Name,
                        silo.Status,
                        silo.Address,
                        silo.Threads is { } threads
                            ? $"{Numbers.Count(silo.Work.Count)}/{Numbers.Count(threads)}"
                            : Numbers.None,
                        Numbers.Count(silo.Waiting),
                        Numbers.Count(silo.Activations),
                        Numbers.Fixed(silo.CallsPerSecond, 1),
                        Latency(silo.MeanMs),
                        Latency(silo.P95Ms),
                        Numbers.Count(silo.Exceptions),
                    ]
            ),
            "No silo."
        );
        foreach (var process in cluster.Processes)
        {
            console.Write(
                new Text(
                    $"process {process.Key}: {Numbers.Percent(process.Cpu)} of {Numbers.Count(process.Processors)} processors, "
                        + $"{Numbers.Bytes(process.WorkingSetBytes)} of {Numbers.Bytes(process.MemoryLimitBytes)}, "
                        + $"{Numbers.Count(process.Silos)} silos\n"
                )
            );
        }
        foreach (var silo in cluster.Silos)
        {
            foreach (var work in silo.Work)
            {
                console.Write(new Text($"{silo.Name} {work.Kind} {work.Subject} since {Times.Utc(work.Since)}\n"));
            }
        }
        if (cluster.Methods.Count > 0)
        {
            TextGrid.Show(
                console,
                ["method, last minute", ">calls", ">mean", ">p95", ">exceptions", ">of all time"],
                cluster
                    .Methods.Take(MostMethods)
                    .Select(method =>
                        (string[])
                            [
                                method.Name,
                                Numbers.Count(method.Calls),
                                Latency(method.MeanMs),
                                Latency(method.P95Ms),
                                Numbers.Count(method.Exceptions),
                                Numbers.Percent(method.TimeShare),
                            ]
                    ),
                ""
            );
        }
    }

    private static string Latency(double? milliseconds) =>
        milliseconds is { } ms && double.IsFinite(ms) ? $"{Numbers.Fixed(ms, ms < 10 ? 2 : 0)} ms" : Numbers.None;
}
