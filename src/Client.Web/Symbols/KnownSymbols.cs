using Quant.Catalog;
using Quant.Catalog.Market;
using Quant.Grains.Interfaces.Faults;
using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;

namespace Quant.Client.Web.Symbols;

/// <summary>What every panel says of a symbol.</summary>
/// <param name="Synthetic">True for generated data.</param>
/// <param name="TimeZone">IANA zone of its exchange.</param>
internal sealed record SymbolFacts(bool Synthetic, string TimeZone)
{
    /// <summary>What its name alone tells, for a symbol that is no longer in the catalog.</summary>
    public static SymbolFacts Of(Symbol symbol) => new(symbol.IsSynthetic, ExchangeCalendar.Nyse.Zone.Name);

    public static SymbolFacts Of(SymbolRecord record) =>
        new(record.Synthetic, ExchangeCalendar.Parse(record.Calendar).Zone.Name);
}

/// <summary>Looks symbols up for other reads.</summary>
internal sealed class KnownSymbols(CatalogStore catalog)
{
    /// <exception cref="NotFoundException">The catalog does not know it.</exception>
    public async Task<SymbolFacts> RequireAsync(Symbol symbol, CancellationToken cancellation) =>
        await catalog.Symbols.FindAsync(symbol, cancellation) is { } record
            ? SymbolFacts.Of(record)
            : throw new NotFoundException($"No symbol {symbol} has been imported; /api/symbols lists those there are.");

    public async Task<Func<Symbol, SymbolFacts>> AllAsync(CancellationToken cancellation)
    {
        var known = (await catalog.Symbols.ListAsync(cancellation)).ToDictionary(s => s.Symbol, SymbolFacts.Of);
        return symbol => known.GetValueOrDefault(symbol) ?? SymbolFacts.Of(symbol);
    }
}
