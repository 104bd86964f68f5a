namespace FakeAlpaca;

/// <summary>The machine's clock, moved so that it showed a given time at the start: a market that trades at any hour.</summary>
/// <param name="start">What it shows first.</param>
internal sealed class ShiftedTime(DateTimeOffset start) : TimeProvider
{
    private readonly TimeSpan _ahead = start - System.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _ahead;
}
