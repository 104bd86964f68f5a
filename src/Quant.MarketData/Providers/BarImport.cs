using Quant.MarketData.Adjustments;
using Quant.MarketData.Bars;
using Quant.MarketData.Quality;

namespace Quant.MarketData.Providers;

/// <summary>What came out of a file, folder or sample.</summary>
/// <param name="Series">The bars, raw prices; at least one from a file.</param>
/// <param name="Report">What was accepted and refused.</param>
/// <param name="Actions">Splits and dividends that came along, by ascending date; empty where the source has none.</param>
/// <param name="Source">Where the bars are from, in words for people.</param>
public sealed record BarImport(
    BarSeries Series,
    ValidationReport Report,
    IReadOnlyList<CorporateAction> Actions,
    string Source
);
