using Quant.Catalog;
using Quant.Catalog.Market;
using Quant.Client.Web.Contracts;
using Quant.MarketData.Calendars;

namespace Quant.Client.Web.Symbols;

/// <inheritdoc cref="ISymbolReads"/>
internal sealed class SymbolReads(CatalogStore catalog) : ISymbolReads
{
    public async Task<IReadOnlyList<SymbolDto>> ListAsync(CancellationToken cancellation)
    {
        var coverage = (await catalog.Symbols.CoverageAsync(cancellation: cancellation)).ToLookup(line => line.Symbol);
        var symbols = await catalog.Symbols.ListAsync(cancellation);
        return [.. symbols.Select(symbol => ToDto(symbol, coverage[symbol.Symbol]))];
    }

    private static SymbolDto ToDto(SymbolRecord symbol, IEnumerable<SymbolCoverage> coverage) =>
        new(
            symbol.Symbol.ToString(),
            symbol.Description,
            symbol.Source,
            symbol.Synthetic,
            symbol.Calendar,
            ExchangeCalendar.Parse(symbol.Calendar).Zone.Name,
            [
                .. coverage
                    .OrderBy(line => line.Interval.Minutes)
                    .Select(line => new CoverageDto(
                        line.Interval.ToString(),
                        line.Rows,
                        line.FirstTs,
                        line.LastTs,
                        line.Partitions
                    )),
            ]
        );
}
