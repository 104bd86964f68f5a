using Quant.MarketData.Bars;
using Quant.MarketData.Quality;

namespace Quant.MarketData.Providers.Yahoo;

/// <summary>What a chart says, as it says it.</summary>
/// <param name="Symbol">Yahoo's symbol; empty where the chart does not say.</param>
/// <param name="Granularity">Length of its bars: <c>1m</c> … <c>1d</c>; empty where the chart does not say.</param>
/// <param name="Zone">IANA name of the exchange's zone; empty where the chart does not say.</param>
/// <param name="Bars">Prices and volumes adjusted for all splits until now; times as given, microseconds UTC.</param>
/// <param name="Unreadable">Entries that are no bars.</param>
/// <param name="Splits">Splits in the range of the chart.</param>
/// <param name="Dividends">Cash dividends in the range of the chart, adjusted for all splits until now.</param>
internal sealed record YahooChart(
    string Symbol,
    string Granularity,
    string Zone,
    IReadOnlyList<Bar> Bars,
    IReadOnlyList<RowFault> Unreadable,
    IReadOnlyList<YahooSplit> Splits,
    IReadOnlyList<YahooDividend> Dividends
);

/// <summary>A split.</summary>
/// <param name="Ts">A time on the ex-date, microseconds UTC.</param>
/// <param name="New">Shares after: 7 of a 7-for-1.</param>
/// <param name="Old">Shares before: 1 of a 7-for-1.</param>
internal readonly record struct YahooSplit(long Ts, double New, double Old);

/// <summary>A cash dividend.</summary>
/// <param name="Ts">A time on the ex-date, microseconds UTC.</param>
/// <param name="Amount">Cash for a share of today.</param>
internal readonly record struct YahooDividend(long Ts, double Amount);
