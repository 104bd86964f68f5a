using Quant.MarketData.Bars;
using Quant.MarketData.Quality;

namespace Quant.MarketData.Ingest;

/// <summary>What a provider's answer came to.</summary>
/// <param name="Bars">Good bars of the range and sessions asked for, by time; may be none.</param>
/// <param name="Report">What was accepted and refused, by reason.</param>
public sealed record Delivery(BarSeries Bars, ValidationReport Report)
{
    /// <summary>Entries refused, by reason.</summary>
    public IReadOnlyDictionary<string, long> Refused =>
        Report.Refused.ToDictionary(refusal => refusal.Fault.ToString(), refusal => refusal.Count);
}
