using Quant.MarketData.Bars;

namespace Quant.MarketData.Providers.Lean;

/// <summary>All zips that hold one symbol's bars of one interval in a LEAN data folder.</summary>
/// <param name="Symbol">The symbol, from the file's or folder's name.</param>
/// <param name="Interval">1d, 1h or 1m.</param>
/// <param name="Zips">Paths by ascending date: one for daily and hourly bars, one a day for minutes.</param>
/// <param name="FactorFile">The symbol's factor file; null where none was found beside or above.</param>
public sealed record LeanDataFile(Symbol Symbol, Interval Interval, IReadOnlyList<string> Zips, string? FactorFile);
