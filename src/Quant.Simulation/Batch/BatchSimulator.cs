using Quant.Simulation.Inputs;
using Quant.Simulation.Results;
using Quant.Simulation.Rules;
using Quant.Specs;

namespace Quant.Simulation.Batch;

/// <summary>
/// Simulates many configurations over one input. Every configuration comes to the same trades and metrics, bit for bit,
/// as <see cref="Simulator.Run"/> gives it, whatever else is in the batch and however many threads there are; the cost
/// grows with trades and bars held, not with bars. Serves every rule there is. One batch at a time.
/// </summary>
public sealed class BatchSimulator
{
    private readonly KernelMarket _market;
    private readonly SignalBitmaps _bitmaps;

    /// <exception cref="BadInputException">The input cannot be used; names the field.</exception>
    public BatchSimulator(SimulationInput input)
    {
        input.Validate();
        _market = new KernelMarket(input);
        _bitmaps = new SignalBitmaps(input);
    }

    /// <summary>The outcome of each configuration, in their order.</summary>
    /// <param name="configurations">The rules.</param>
    /// <param name="options">Threads, and whether to keep trades.</param>
    /// <param name="cancellation">Looked at before each configuration.</param>
    /// <exception cref="BadInputException">Rules that cannot be used; the field starts with their index.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public BatchOutcome[] Run(
        IReadOnlyList<SimulationRules> configurations,
        BatchOptions? options = null,
        CancellationToken cancellation = default
    )
    {
        options ??= new BatchOptions();
        if (options.MaxThreads < 1)
        {
            throw new BadInputException("maxThreads", options.MaxThreads, "at least 1");
        }
        var outcomes = new BatchOutcome[configurations.Count];
        var valid = new SimulationRules[configurations.Count];
        for (var c = 0; c < valid.Length; c++)
        {
            valid[c] = Within(c, configurations[c].Validated);
        }
        // A configuration makes at most seven bitmaps of its own: signals, exits both ways, and intermediate gates.
        var chunk = (int)Math.Clamp(options.BitmapBytes / (7 * _bitmaps.BytesEach), 16, 100_000);
        for (var from = 0; from < valid.Length; from += chunk)
        {
            RunChunk(valid, from, Math.Min(from + chunk, valid.Length), outcomes, options, cancellation);
            _bitmaps.Clear();
        }
        return outcomes;
    }

    private void RunChunk(
        SimulationRules[] rules,
        int from,
        int to,
        BatchOutcome[] outcomes,
        BatchOptions options,
        CancellationToken cancellation
    )
    {
        var plans = new SignalPlan[to - from];
        for (var c = from; c < to; c++)
        {
            cancellation.ThrowIfCancellationRequested();
            plans[c - from] = Within(c, () => _bitmaps.Plan(rules[c]));
            Within(
                c,
                () =>
                {
                    _market.Prepare(rules[c].PriceModel);
                    return 0;
                }
            );
        }
        if (options.MaxThreads == 1)
        {
            var run = new KernelRun(_market);
            for (var c = from; c < to; c++)
            {
                cancellation.ThrowIfCancellationRequested();
                outcomes[c] = Simulate(run, rules[c], plans[c - from], options);
            }
            return;
        }
        Parallel.For(
            from,
            to,
            new ParallelOptions { MaxDegreeOfParallelism = options.MaxThreads, CancellationToken = cancellation },
            () => new KernelRun(_market),
            (c, _, run) =>
            {
                outcomes[c] = Simulate(run, rules[c], plans[c - from], options);
                return run;
            },
            _ => { }
        );
    }

    private static BatchOutcome Simulate(KernelRun run, SimulationRules rules, SignalPlan plan, BatchOptions options)
    {
        var trades = options.KeepTrades ? new List<Trade>() : null;
        return new BatchOutcome(run.Run(rules, plan, trades), trades);
    }

    private static T Within<T>(int index, Func<T> make)
    {
        try
        {
            return make();
        }
        catch (BadInputException fault)
        {
            throw fault.Within($"[{index}]");
        }
    }
}
