namespace Quant.Client.Web.Contracts;

/// <summary>Where a piece of work stands.</summary>
public enum WorkPhase
{
    Idle,
    Running,
    Completed,
    Failed,
    Cancelled,
}

/// <summary>What is being done now, in plain words.</summary>
/// <param name="Phase">Where the work stands.</param>
/// <param name="Step">The step under way or last done.</param>
/// <param name="Done">Units done; 0 where there is nothing to count.</param>
/// <param name="Total">Units in all; 0 where there is nothing to count.</param>
/// <param name="Error">Why it failed; null otherwise.</param>
public sealed record WorkDto(WorkPhase Phase, string Step, long Done, long Total, string? Error);

/// <summary>Work that a request is waiting for now.</summary>
/// <param name="Id">Number of the request, unique while the server runs.</param>
/// <param name="Kind"><c>import</c>, <c>features</c>, <c>train</c> or <c>simulate</c>.</param>
/// <param name="Subject">What is worked on: a symbol or a fingerprint.</param>
/// <param name="StartedAt">When the request came.</param>
/// <param name="Work">How far it is.</param>
public sealed record PendingWorkDto(long Id, string Kind, string Subject, DateTimeOffset StartedAt, WorkDto Work);
