using Quant.MarketData.Bars;
using Quant.Specs;

namespace Quant.Features.Sets;

/// <summary>Binding a feature set to the symbols it is computed over.</summary>
public static class FeatureSetSymbols
{
    /// <summary>The context symbols a spec names, each once, in the order they appear.</summary>
    /// <exception cref="BadInputException">Not a symbol.</exception>
    public static IReadOnlyList<Symbol> ContextSymbols(this FeatureSetSpec spec) =>
        [
            .. spec
                .Features.Select((feature, i) => (Name: feature.Symbol, Field: $"features[{i}].symbol"))
                .Concat(spec.Regimes.Select((regime, i) => (Name: regime.Symbol, Field: $"regimes[{i}].symbol")))
                .Where(place => place.Name is not null)
                .Select(place => Symbol.Parse(place.Name!, place.Field))
                .Distinct(),
        ];

    /// <summary>Binds a spec with the calendars the symbols really trade by, whatever the spec says of them.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="symbol">The symbol it is computed for.</param>
    /// <param name="calendars">Calendar name of the symbol and of each context symbol.</param>
    /// <exception cref="BadInputException">The first field that cannot be accepted, by its path.</exception>
    public static FeatureSet BindFor(
        this FeatureSetSpec spec,
        Symbol symbol,
        IReadOnlyDictionary<Symbol, string> calendars
    ) =>
        (
            spec with
            {
                Calendar = calendars[symbol],
                ContextCalendars = spec.ContextSymbols()
                    .Where(context => calendars[context] != calendars[symbol])
                    .ToDictionary(context => context.ToString(), context => calendars[context]),
            }
        ).Bind();
}
