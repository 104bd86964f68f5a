namespace Quant.Lake.Roots;

/// <summary>Who owns a data root.</summary>
/// <param name="ProcessId">The process.</param>
/// <param name="Address">The URL it answers at; null until it knows, or where it serves nobody.</param>
/// <param name="StartedAt">When it took the root.</param>
public sealed record DataRootOwner(int ProcessId, string? Address, DateTimeOffset StartedAt)
{
    public override string ToString() =>
        Address is null
            ? $"process {ProcessId} since {StartedAt:u}, which has no address yet"
            : $"process {ProcessId} since {StartedAt:u}, at {Address}";
}
