namespace Quant.Client.Web.Contracts;

/// <summary>How the cluster is doing.</summary>
/// <param name="GrainEngine"><c>Embedded</c> or <c>Orleans</c>.</param>
/// <param name="Control">Whether silos can be added and drained here.</param>
/// <param name="Totals">All silos together.</param>
/// <param name="Processes">The processes that silos run in.</param>
/// <param name="Silos">Silos by name: all that are not dead, and those that ended within the last minutes.</param>
/// <param name="Activations">Active grains by type, most first.</param>
/// <param name="Methods">Methods called within the last minute, those that took most time first.</param>
public sealed record ClusterDto(
    string GrainEngine,
    SiloControlDto Control,
    ClusterTotalsDto Totals,
    IReadOnlyList<ProcessDto> Processes,
    IReadOnlyList<ClusterSiloDto> Silos,
    IReadOnlyList<ActivationsDto> Activations,
    IReadOnlyList<MethodDto> Methods
);

/// <summary>Whether silos can be added and drained through this server.</summary>
/// <param name="Available">True where they can.</param>
/// <param name="Reason">Why not, and what to do instead; null where they can.</param>
public sealed record SiloControlDto(bool Available, string? Reason);

/// <summary>All silos together.</summary>
/// <param name="Silos">Active silos.</param>
/// <param name="Activations">Active grains.</param>
/// <param name="Threads">Threads for long computations.</param>
/// <param name="Running">Computations under way.</param>
/// <param name="Waiting">Computations that wait for a thread.</param>
/// <param name="CallsPerSecond">Calls answered a second, over the last five seconds.</param>
/// <param name="MeanMs">Mean time of the calls of the last minute; null without any.</param>
/// <param name="P95Ms">The time that 95 % of them did not exceed, within 10 %; null without any.</param>
/// <param name="Exceptions">Calls that ended with an exception since the silos started.</param>
/// <param name="Processors">Processors of all machines or containers, those of several processes on one counted once.</param>
/// <param name="Cpu">Share of them in use by all processes, 0 to 1; null at first.</param>
/// <param name="WorkingSetBytes">Memory of all processes.</param>
public sealed record ClusterTotalsDto(
    int Silos,
    int Activations,
    int Threads,
    int Running,
    int Waiting,
    double? CallsPerSecond,
    double? MeanMs,
    double? P95Ms,
    long Exceptions,
    int Processors,
    double? Cpu,
    long WorkingSetBytes
);

/// <summary>A process that silos run in; they share its processors and memory.</summary>
/// <param name="Key">Its machine and number, as silos name it.</param>
/// <param name="Processors">Processors it may use.</param>
/// <param name="Cpu">Share of them in use over the last second, 0 to 1; null at first.</param>
/// <param name="WorkingSetBytes">Memory it holds.</param>
/// <param name="HeapBytes">Managed memory in use or not yet collected.</param>
/// <param name="MemoryLimitBytes">Memory it may use.</param>
/// <param name="Silos">Silos in it.</param>
public sealed record ProcessDto(
    string Key,
    int Processors,
    double? Cpu,
    long WorkingSetBytes,
    long HeapBytes,
    long MemoryLimitBytes,
    int Silos
);

/// <summary>One silo. What it has not told yet is null.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Address">Its address in the cluster.</param>
/// <param name="Status"><c>Active</c>, <c>Joining</c>, <c>ShuttingDown</c>, <c>Dead</c>, …</param>
/// <param name="StartedAt">When it started.</param>
/// <param name="Process">The process it runs in.</param>
/// <param name="Activations">Active grains.</param>
/// <param name="Threads">Its threads for long computations.</param>
/// <param name="Waiting">Computations that wait for one of them.</param>
/// <param name="CallsPerSecond">Calls answered a second, over the last five seconds.</param>
/// <param name="MeanMs">Mean time of the calls of the last minute; null without any.</param>
/// <param name="P95Ms">The time that 95 % of them did not exceed, within 10 %; null without any.</param>
/// <param name="Exceptions">Calls that ended with an exception since it started.</param>
/// <param name="Work">Computations under way, longest first.</param>
/// <param name="Busy">Share of its threads' time in use, 0 to 1, every two seconds of the last minutes, oldest first.</param>
/// <param name="CanDrain">Whether it can be drained here and now.</param>
/// <param name="WhyNot">Why it cannot; null where it can.</param>
public sealed record ClusterSiloDto(
    string Name,
    string Address,
    string Status,
    DateTimeOffset? StartedAt,
    string? Process,
    int Activations,
    int? Threads,
    int? Waiting,
    double? CallsPerSecond,
    double? MeanMs,
    double? P95Ms,
    long? Exceptions,
    IReadOnlyList<RunningWorkDto> Work,
    double?[] Busy,
    bool CanDrain,
    string? WhyNot
);

/// <summary>A computation under way.</summary>
/// <param name="Kind"><c>importing</c>, <c>features</c>, <c>training</c>, <c>loading</c>, <c>simulating</c>, <c>backtesting</c> or <c>ranking</c>.</param>
/// <param name="Subject">A symbol (importing, features), a study (simulating, ranking), else the fingerprint of a model.</param>
/// <param name="Since">When it started.</param>
public sealed record RunningWorkDto(string Kind, string Subject, DateTimeOffset Since);

/// <summary>Active grains of one type.</summary>
/// <param name="GrainType">The grain's class, without its namespace.</param>
/// <param name="Total">On all silos.</param>
/// <param name="BySilo">By address of the silo; those without any are left out.</param>
public sealed record ActivationsDto(string GrainType, int Total, IReadOnlyDictionary<string, int> BySilo);

/// <summary>Calls of one method within about the last minute, on all silos.</summary>
/// <param name="Name">Interface and method.</param>
/// <param name="Calls">Calls that ended.</param>
/// <param name="CallsPerSecond">The same, a second.</param>
/// <param name="MeanMs">Mean time, waits included.</param>
/// <param name="P95Ms">The time that 95 % did not exceed, within 10 %.</param>
/// <param name="Exceptions">Calls that ended with an exception.</param>
/// <param name="TimeShare">Its share of the time of all calls, 0 to 1.</param>
public sealed record MethodDto(
    string Name,
    long Calls,
    double? CallsPerSecond,
    double? MeanMs,
    double? P95Ms,
    long Exceptions,
    double? TimeShare
);

/// <summary>A silo to add.</summary>
/// <param name="Name">Its name: letters, digits and <c>-</c>, at most 32; null takes the next free <c>silo-N</c>.</param>
public sealed record AddSiloBody(string? Name = null);
