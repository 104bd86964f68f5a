namespace Quant.Grains.Interfaces.Simulation;

/// <summary>
/// Backtests over the predictions of one model. A stateless worker: any number of activations on every silo. Key: the
/// model's fingerprint, so that a batch tends to find the series in memory.
/// </summary>
[Alias("Quant.ISimulationGrain")]
public interface ISimulationGrain : IGrainWithStringKey
{
    /// <summary>Simulates a batch of a study's configurations and records them as trials; idempotent.</summary>
    [Alias("RunBatch"), ResponseTimeout("01:00:00")]
    Task<BatchReport> RunBatchAsync(BatchRequest request, CancellationToken cancellation);

    /// <summary>Simulates one configuration in full: metrics, account, trades and equity; idempotent.</summary>
    [Alias("Run"), ResponseTimeout("01:00:00")]
    Task<RunReport> RunAsync(RunRequest request, CancellationToken cancellation);
}

/// <summary>
/// Hands batches to the simulation workers of the silo it lives on, so that a model's series stays in the memory of one
/// silo while a study spreads over all. Key: <c>&lt;model fingerprint&gt;|&lt;number&gt;</c>.
/// </summary>
[Alias("Quant.ISimulationShardGrain")]
public interface ISimulationShardGrain : IGrainWithStringKey
{
    /// <summary>As <see cref="ISimulationGrain.RunBatchAsync"/>, on this grain's silo.</summary>
    [AlwaysInterleave, Alias("RunBatch"), ResponseTimeout("01:00:00")]
    Task<BatchReport> RunBatchAsync(BatchRequest request, CancellationToken cancellation);
}

/// <summary>Which configurations of a study to simulate.</summary>
/// <param name="Study">The study's id.</param>
/// <param name="StudyJson">The study's spec.</param>
/// <param name="Model">The fingerprint of the model all of them use.</param>
/// <param name="FromTs">First time simulated, microseconds UTC.</param>
/// <param name="SplitTs">Where the selection period ends and the hold-out begins.</param>
/// <param name="ToTs">End, exclusive.</param>
/// <param name="Trials">Indexes of the trials in the study's plan.</param>
[GenerateSerializer, Immutable, Alias("Quant.BatchRequest")]
public sealed record BatchRequest(
    [property: Id(0)] string Study,
    [property: Id(1)] string StudyJson,
    [property: Id(2)] string Model,
    [property: Id(3)] long FromTs,
    [property: Id(4)] long SplitTs,
    [property: Id(5)] long ToTs,
    IReadOnlyList<long> Trials
)
{
    /// <summary>Indexes of the trials in the study's plan.</summary>
    [Id(6)]
    public IReadOnlyList<long> Trials
    {
        get;
        init => field = SentList.Of(value);
    } = SentList.Of(Trials);
}

/// <summary>What a batch did.</summary>
/// <param name="Simulated">Configurations simulated.</param>
/// <param name="Recorded">Trials that were new to the catalog.</param>
/// <param name="BarConfigurations">Bars times configurations, both periods.</param>
/// <param name="KernelMs">Time in the simulation kernel.</param>
/// <param name="BestScore">Best score of a trial that keeps all constraints; null where there is none.</param>
[GenerateSerializer, Immutable, Alias("Quant.BatchReport")]
public sealed record BatchReport(
    [property: Id(0)] int Simulated,
    [property: Id(1)] int Recorded,
    [property: Id(2)] long BarConfigurations,
    [property: Id(3)] double KernelMs,
    [property: Id(4)] double? BestScore
);

/// <summary>One simulation in full.</summary>
/// <param name="Model">The model's fingerprint.</param>
/// <param name="RulesJson">The rules.</param>
/// <param name="FromTs">First bar, microseconds UTC; null: the first with an out-of-sample prediction.</param>
/// <param name="ToTs">End, exclusive; null: the last bar's end.</param>
/// <param name="Blocks">
/// Blocks of time that returns are summed in, even, 4 to 20. They decide the last bits: a trial's run has its study's.
/// </param>
/// <param name="InSample">
/// Whether it may be simulated over rows that models trained on, or that lie before them (purged k-fold); what comes of
/// it is called in-sample.
/// </param>
[GenerateSerializer, Immutable, Alias("Quant.RunRequest")]
public sealed record RunRequest(
    [property: Id(0)] string Model,
    [property: Id(1)] string RulesJson,
    [property: Id(2)] long? FromTs,
    [property: Id(3)] long? ToTs,
    [property: Id(4)] int Blocks = 16,
    [property: Id(5)] bool InSample = false
);

/// <summary>What a simulation found.</summary>
/// <param name="Fingerprint">Address of the simulation.</param>
/// <param name="AlreadyDone">True when it had been made before.</param>
/// <param name="Metrics">Metrics by name; those without a value are left out.</param>
/// <param name="Account">What each step did, in plain words.</param>
[GenerateSerializer, Immutable, Alias("Quant.RunReport")]
public sealed record RunReport(
    [property: Id(0)] string Fingerprint,
    [property: Id(1)] bool AlreadyDone,
    [property: Id(2)] IReadOnlyDictionary<string, double> Metrics,
    IReadOnlyList<string> Account
)
{
    /// <summary>What each step did, in plain words.</summary>
    [Id(3)]
    public IReadOnlyList<string> Account
    {
        get;
        init => field = SentList.Of(value);
    } = SentList.Of(Account);
}
