using Quant.MarketData.Bars;

namespace Quant.MarketData.Providers;

/// <summary>What a provider has.</summary>
public sealed record ProviderCapabilities
{
    /// <summary>Intervals it serves.</summary>
    public required IReadOnlyList<Interval> Intervals { get; init; }

    /// <summary>Codes of the calendars whose instruments it serves: <c>XNYS</c>, <c>24x7</c>, <c>24x5</c>.</summary>
    public required IReadOnlyList<string> Calendars { get; init; }

    /// <summary>First date it can serve; null where unknown.</summary>
    public DateOnly? EarliestDate { get; init; }

    /// <summary>Most symbols one request may name; 1 where each symbol is a request of its own.</summary>
    public int SymbolsPerRequest { get; init; } = 1;

    /// <summary>Minute bars include those before the open and after the close.</summary>
    public bool ExtendedHours { get; init; }

    /// <summary>How long after its close a bar is there; a question for younger ones is not answered.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Its bars are generated; they never mix with real ones of the same symbol.</summary>
    public bool Synthetic { get; init; }
}
