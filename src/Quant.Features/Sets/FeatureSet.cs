using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.Specs;

namespace Quant.Features.Sets;

/// <summary>A feature set that was checked and completed: what an engine needs to compute it.</summary>
public sealed class FeatureSet
{
    internal FeatureSet(
        string name,
        IReadOnlyList<FeatureColumn> columns,
        ExchangeCalendar calendar,
        IReadOnlyDictionary<Symbol, ExchangeCalendar> contextCalendars,
        long contextMaxAge,
        string canonicalForm
    )
    {
        Name = name;
        Columns = columns;
        Names = [.. columns.Select(column => column.Name)];
        Warmup = columns.Max(column => column.Warmup);
        ContextSymbols = [.. contextCalendars.Keys.OrderBy(symbol => symbol.ToString(), StringComparer.Ordinal)];
        Calendar = calendar;
        ContextCalendars = contextCalendars;
        ContextMaxAge = contextMaxAge;
        CanonicalForm = canonicalForm;
        Fingerprint = Fingerprint.OfCanonical(canonicalForm);
    }

    /// <summary>What its user calls it.</summary>
    public string Name { get; }

    /// <summary>The columns in ordinal order of their names, whatever the order in the spec.</summary>
    public IReadOnlyList<FeatureColumn> Columns { get; }

    /// <summary>Names of <see cref="Columns"/>.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>
    /// Bars before every column has its first value, where context symbols have bars of the same interval from the same
    /// time on.
    /// </summary>
    public int Warmup { get; }

    /// <summary>Other symbols whose bars are needed, in ordinal order.</summary>
    public IReadOnlyList<Symbol> ContextSymbols { get; }

    public ExchangeCalendar Calendar { get; }

    /// <summary>Calendar of each of <see cref="ContextSymbols"/>.</summary>
    public IReadOnlyDictionary<Symbol, ExchangeCalendar> ContextCalendars { get; }

    /// <summary>Microseconds after its close for which a context bar may be used.</summary>
    public long ContextMaxAge { get; }

    /// <summary>
    /// Canonical JSON of all that decides the values: columns in order of name with every parameter and the revision of
    /// its indicator, calendars, age limit.
    /// </summary>
    public string CanonicalForm { get; }

    /// <summary>Fingerprint of <see cref="CanonicalForm"/>: same fingerprint and bars, same columns, bit for bit.</summary>
    public Fingerprint Fingerprint { get; }
}
