namespace Quant.Grains.Interfaces.Progress;

/// <summary>Where a grain's work stands.</summary>
[GenerateSerializer]
public enum WorkState
{
    /// <summary>Nothing asked yet.</summary>
    Idle,
    Running,
    Completed,
    Failed,
    Cancelled,
}

/// <summary>What a grain is doing now, in plain words; always answered at once, even in the middle of work.</summary>
/// <param name="State">Where the work stands.</param>
/// <param name="Step">The step under way or last done: <c>training fold 3 of 8</c>.</param>
/// <param name="Done">Units done, 0 where there is nothing to count.</param>
/// <param name="Total">Units in all, 0 where there is nothing to count.</param>
/// <param name="Error">Why it failed; null otherwise.</param>
[GenerateSerializer, Immutable, Alias("Quant.WorkStatus")]
public sealed record WorkStatus(
    [property: Id(0)] WorkState State,
    [property: Id(1)] string Step,
    [property: Id(2)] long Done,
    [property: Id(3)] long Total,
    [property: Id(4)] string? Error = null
)
{
    public static readonly WorkStatus Idle = new(WorkState.Idle, "", 0, 0);
}
