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
    /// <summary>Bars all configurations of a group go through before any goes on: what a second-level cache holds.</summary>
    private const int StretchBars = 8192;

    /// <summary>Configurations that go through the series together.</summary>
    private const int GroupSize = 256;

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
    /// <param name="cancellation">Looked at every few thousand bars.</param>
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
        var groups = (to - from + GroupSize - 1) / GroupSize;
        if (options.MaxThreads == 1)
        {
            for (var g = 0; g < groups; g++)
            {
                SimulateGroup(g);
            }
            return;
        }
        var parallel = new ParallelOptions
        {
            MaxDegreeOfParallelism = options.MaxThreads,
            CancellationToken = cancellation,
        };
        Parallel.For(0, groups, parallel, SimulateGroup);

        void SimulateGroup(int g)
        {
            var first = from + g * GroupSize;
            var end = Math.Min(first + GroupSize, to);
            Simulate(
                rules.AsSpan(first..end),
                plans.AsSpan(first - from, end - first),
                outcomes.AsSpan(first..end),
                options,
                cancellation
            );
        }
    }

    /// <summary>Takes a group of configurations through the series together, a stretch of bars at a time.</summary>
    private void Simulate(
        ReadOnlySpan<SimulationRules> rules,
        ReadOnlySpan<SignalPlan> plans,
        Span<BatchOutcome> outcomes,
        BatchOptions options,
        CancellationToken cancellation
    )
    {
        var runs = new KernelRun[rules.Length];
        var trades = new List<Trade>?[rules.Length];
        for (var c = 0; c < runs.Length; c++)
        {
            trades[c] = options.KeepTrades ? [] : null;
            runs[c] = new KernelRun(_market, rules[c], plans[c], trades[c]);
        }
        for (var bar = 0; bar < _market.Bars; bar += StretchBars)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var run in runs)
            {
                run.Advance(Math.Min(bar + StretchBars, _market.Bars));
            }
        }
        for (var c = 0; c < runs.Length; c++)
        {
            outcomes[c] = new BatchOutcome(runs[c].Finish(), trades[c]);
        }
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
