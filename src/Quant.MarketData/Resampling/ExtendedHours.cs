namespace Quant.MarketData.Resampling;

/// <summary>What resampling does with bars outside the regular session.</summary>
public enum ExtendedHours
{
    /// <summary>Leaves them out.</summary>
    Exclude,

    /// <summary>
    /// Gives them buckets of their own, never shared with the regular session: pre-market buckets count from its start
    /// and end at the open, post-market buckets count from the close. A daily bar holds the regular session only.
    /// </summary>
    Apart,
}
