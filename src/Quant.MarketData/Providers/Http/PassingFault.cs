namespace Quant.MarketData.Providers.Http;

/// <summary>One attempt gave no usable answer; another may.</summary>
/// <param name="reason">What happened.</param>
/// <param name="cause">The fault beneath, where there is one.</param>
internal sealed class PassingFault(string reason, Exception? cause = null) : Exception(reason, cause)
{
    /// <summary>The wait the provider asked for; null where it named none.</summary>
    public TimeSpan? Wait { get; init; }

    /// <summary>Asking again is of no use within the time there is.</summary>
    public bool Final { get; init; }
}
