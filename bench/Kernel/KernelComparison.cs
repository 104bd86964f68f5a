using System.Diagnostics;
using Quant.Simulation;
using Quant.Simulation.Batch;
using Quant.Simulation.Inputs;
using Quant.Simulation.Results;
using Quant.Simulation.Rules;

namespace Quant.Bench.Kernel;

/// <summary>
/// The batched kernel with full metrics against a bar-by-bar numba loop without any, one core each, over the same 500,000
/// bars and 1,000 configurations. Both sides' trades and final equity are compared, and a sample with the single run.
/// </summary>
public sealed class KernelComparison : IComparison
{
    private const int Runs = 5;

    public string Name => "kernel";

    public IReadOnlyList<string> PeerPackages => ["python3-numba"];

    public Outcome Run(string[] args)
    {
        var input = KernelMarkets.Input();
        var rules = KernelMarkets.Configurations();
        var work = (double)input.Count * rules.Length;

        var batch = new BatchSimulator(input).Run(rules);
        var seconds = Median(() => new BatchSimulator(input).Run(rules));
        Describe(batch, input, rules);
        CheckAgainstSingleRun(input, rules, batch);
        var ours = work / seconds / 1e6;
        Console.WriteLine($"ours, all metrics: {seconds:0.000} s = {ours:0} M bar-configurations/s on one core");

        Extra("with a trailing stop", rules, input, r => r with { TrailingStop = 0.01 });
        Extra(
            "long and short, borrow paid",
            rules,
            input,
            r => r with { Side = TradeSides.LongShort, BorrowRate = 0.02 }
        );
        Extra("a threshold for each", rules, input, (r, c) => r with { EntryThreshold = r.EntryThreshold + 1e-8 * c });

        if (NumbaPeer.Run(input, rules, Runs) is not { } peer)
        {
            return new Outcome(Name, ours, null, "M bar-configurations/s per core", null);
        }
        CheckAgainstPeer(batch, peer);
        var theirs = work / peer.Seconds / 1e6;
        Console.WriteLine($"numba bar loop, no metrics: {peer.Seconds:0.000} s = {theirs:0} M bar-configurations/s");
        return new Outcome(Name, ours, theirs, "M bar-configurations/s per core", ours / theirs);
    }

    private static void Extra(
        string what,
        SimulationRules[] rules,
        SimulationInput input,
        Func<SimulationRules, SimulationRules> change
    ) => Extra(what, rules, input, (r, _) => change(r));

    private static void Extra(
        string what,
        SimulationRules[] rules,
        SimulationInput input,
        Func<SimulationRules, int, SimulationRules> change
    )
    {
        var changed = rules.Select(change).ToArray();
        var seconds = Median(() => new BatchSimulator(input).Run(changed));
        var speed = (double)input.Count * rules.Length / seconds / 1e6;
        Console.WriteLine($"  {what}: {seconds:0.000} s = {speed:0} M bar-configurations/s");
    }

    private static double Median(Func<BatchOutcome[]> run)
    {
        var seconds = new double[Runs];
        for (var i = 0; i < Runs; i++)
        {
            var watch = Stopwatch.StartNew();
            GC.KeepAlive(run());
            seconds[i] = watch.Elapsed.TotalSeconds;
        }
        Array.Sort(seconds);
        return seconds[Runs / 2];
    }

    private static void Describe(BatchOutcome[] batch, SimulationInput input, SimulationRules[] rules)
    {
        var trades = batch.Select(outcome => outcome.Metrics.Trades).Order().ToArray();
        var exposure = batch.Average(outcome => outcome.Metrics.Exposure);
        Console.WriteLine(
            $"{input.Count:N0} bars x {rules.Length:N0} configurations; trades of a configuration: least {trades[0]}, "
                + $"quartiles {trades[trades.Length / 4]}, {trades[trades.Length / 2]}, {trades[trades.Length * 3 / 4]}, "
                + $"most {trades[^1]}; {trades.Sum(count => (long)count):N0} in all; mean exposure {exposure:P0}"
        );
    }

    private static void CheckAgainstSingleRun(SimulationInput input, SimulationRules[] rules, BatchOutcome[] batch)
    {
        var compared = 0;
        for (var c = 0; c < rules.Length; c += rules.Length / 20 + 1)
        {
            var single = Simulator.Run(input, rules[c]).Metrics;
            foreach (var metric in MetricDefinition.All)
            {
                if (!metric.Value(single).Equals(metric.Value(batch[c].Metrics)))
                {
                    throw new InvalidOperationException($"configuration {c}: {metric.Name} is not the single run's");
                }
            }
            compared++;
        }
        Console.WriteLine($"{compared} configurations compared with the single run: every metric equal to the bit");
    }

    private static void CheckAgainstPeer(BatchOutcome[] batch, NumbaPeer.Answer peer)
    {
        for (var c = 0; c < batch.Length; c++)
        {
            var ours = batch[c].Metrics;
            var close = Math.Abs(ours.FinalEquity - peer.Equity[c]) <= 1e-9 * Math.Abs(peer.Equity[c]);
            if (ours.Trades != peer.Trades[c] || !close)
            {
                throw new InvalidOperationException(
                    $"configuration {c}: {ours.Trades} trades to {ours.FinalEquity}, the peer {peer.Trades[c]} to {peer.Equity[c]}"
                );
            }
        }
        Console.WriteLine("the peer made the same trades and final equity (1e-9) in every configuration");
    }
}
