namespace Quant.Grains.Interfaces.Cluster;

/// <summary>What a silo tells of itself, once a second.</summary>
/// <param name="Address">Its address in the cluster, as <c>SiloAddress.ToParsableString</c> writes it.</param>
/// <param name="Name">Its name.</param>
/// <param name="StartedAt">When it started.</param>
/// <param name="At">When the report was made, by the clock of the silo's machine.</param>
/// <param name="Process">The process it runs in, which it may share with other silos.</param>
/// <param name="Work">Its threads for long computations.</param>
/// <param name="Calls">Calls its grains answered.</param>
/// <param name="History">Its load over the last minutes, oldest first, one point every two seconds.</param>
[GenerateSerializer, Immutable, Alias("Quant.SiloReport")]
public sealed record SiloReport(
    [property: Id(0)] string Address,
    [property: Id(1)] string Name,
    [property: Id(2)] DateTimeOffset StartedAt,
    [property: Id(3)] DateTimeOffset At,
    [property: Id(4)] ProcessReport Process,
    [property: Id(5)] WorkReport Work,
    [property: Id(6)] CallsReport Calls,
    IReadOnlyList<LoadPoint> History
)
{
    [Id(7)]
    public IReadOnlyList<LoadPoint> History { get; init; } = SentList.Of(History);
}

/// <summary>A process as its operating system sees it. Silos of one process share all of it.</summary>
/// <param name="Host">Name of the machine or container.</param>
/// <param name="Id">Number of the process there.</param>
/// <param name="Processors">Processors it may use.</param>
/// <param name="Cpu">Share of these processors it used over the last second, 0 to 1; NaN at first.</param>
/// <param name="WorkingSetBytes">Memory it holds.</param>
/// <param name="HeapBytes">Managed memory in use or not yet collected.</param>
/// <param name="MemoryLimitBytes">Memory it may use: the container's limit or the machine's memory.</param>
[GenerateSerializer, Immutable, Alias("Quant.ProcessReport")]
public sealed record ProcessReport(
    [property: Id(0)] string Host,
    [property: Id(1)] int Id,
    [property: Id(2)] int Processors,
    [property: Id(3)] double Cpu,
    [property: Id(4)] long WorkingSetBytes,
    [property: Id(5)] long HeapBytes,
    [property: Id(6)] long MemoryLimitBytes
);

/// <summary>A silo's threads for long computations.</summary>
/// <param name="Threads">How many there are.</param>
/// <param name="Waiting">Computations that wait for one.</param>
/// <param name="Running">Computations under way, longest first.</param>
[GenerateSerializer, Immutable, Alias("Quant.WorkReport")]
public sealed record WorkReport(
    [property: Id(0)] int Threads,
    [property: Id(1)] int Waiting,
    IReadOnlyList<WorkPiece> Running
)
{
    [Id(2)]
    public IReadOnlyList<WorkPiece> Running { get; init; } = SentList.Of(Running);
}

/// <summary>A computation under way.</summary>
/// <param name="Kind">What is done: <c>training</c>, <c>simulating</c>, <c>features</c>, …</param>
/// <param name="Subject">To what: a symbol, the fingerprint of a model, or a study.</param>
/// <param name="Since">When it started.</param>
[GenerateSerializer, Immutable, Alias("Quant.WorkPiece")]
public sealed record WorkPiece(
    [property: Id(0)] string Kind,
    [property: Id(1)] string Subject,
    [property: Id(2)] DateTimeOffset Since
);

/// <summary>Calls that a silo's grains answered; those of the reports themselves and of Orleans' own grains are left out.</summary>
/// <param name="PerSecond">Calls a second over the last five seconds.</param>
/// <param name="Exceptions">Calls that ended with an exception since the silo started.</param>
/// <param name="WindowSeconds">How far back <paramref name="Methods"/> go: about a minute, less after the start.</param>
/// <param name="Methods">Methods called within the window.</param>
[GenerateSerializer, Immutable, Alias("Quant.CallsReport")]
public sealed record CallsReport(
    [property: Id(0)] double PerSecond,
    [property: Id(1)] long Exceptions,
    [property: Id(2)] double WindowSeconds,
    IReadOnlyList<MethodReport> Methods
)
{
    [Id(3)]
    public IReadOnlyList<MethodReport> Methods { get; init; } = SentList.Of(Methods);
}

/// <summary>Calls of one method within the window. A call's time runs from its turn to its answer, waits included.</summary>
/// <param name="Name">Interface and method: <c>IModelGrain.TrainAsync</c>.</param>
/// <param name="Calls">Calls that ended.</param>
/// <param name="Exceptions">Those of them that ended with an exception.</param>
/// <param name="TotalMs">Their times, added.</param>
/// <param name="Buckets">How many calls took how long; <see cref="LatencyBuckets"/> says what the places mean.</param>
[GenerateSerializer, Immutable, Alias("Quant.MethodReport")]
public sealed record MethodReport(
    [property: Id(0)] string Name,
    [property: Id(1)] long Calls,
    [property: Id(2)] long Exceptions,
    [property: Id(3)] double TotalMs,
    IReadOnlyList<long> Buckets
)
{
    [Id(4)]
    public IReadOnlyList<long> Buckets { get; init; } = SentList.Of(Buckets);
}

/// <summary>A silo's load over two seconds.</summary>
/// <param name="Busy">Share of its computing threads' time in use, 0 to 1.</param>
/// <param name="Waiting">Computations waiting at the end.</param>
/// <param name="CallsPerSecond">Calls answered a second.</param>
[GenerateSerializer, Immutable, Alias("Quant.LoadPoint")]
public sealed record LoadPoint(
    [property: Id(0)] double Busy,
    [property: Id(1)] int Waiting,
    [property: Id(2)] double CallsPerSecond
);
