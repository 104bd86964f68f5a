namespace Quant.MarketData.Providers.Http;

/// <summary>How patiently a provider is asked.</summary>
public sealed record AskerOptions
{
    /// <summary>Time limit of one attempt, its answer read whole.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Time limit of all attempts together, waits between them included; the first turn in the queue of
    /// <see cref="RateBudget"/> is not part of it.
    /// </summary>
    public TimeSpan TotalTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Most attempts after the first one.</summary>
    public int Retries { get; init; } = 8;

    /// <summary>Wait before the first retry; it doubles each time and is jittered.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Longest wait between attempts, unless the provider names a longer one.</summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Largest answer that is read, in bytes.</summary>
    public int MaxAnswerBytes { get; init; } = 64 << 20;
}
