using Quant.Catalog;
using Quant.Catalog.Series;
using Quant.Features.Sets;
using Quant.Grains.Simulation;
using Quant.Learning.Specs;
using Quant.MarketData.Adjustments;
using Quant.MarketData.Bars;
using Quant.Search.Studies;
using Quant.Specs;

namespace Quant.Grains.Specs;

/// <summary>A feature set over the bars of now.</summary>
/// <param name="Set">The set, bound to its symbols' calendars.</param>
/// <param name="Dataset">Fingerprint of its dataset.</param>
/// <param name="Primary">The symbol's bars.</param>
/// <param name="Context">Bars of the context symbols, in the set's order.</param>
public sealed record ResolvedFeatures(
    FeatureSet Set,
    Fingerprint Dataset,
    BarSource Primary,
    IReadOnlyList<BarSource> Context
);

/// <summary>A model over the bars of now.</summary>
/// <param name="Model">The model, checked.</param>
/// <param name="Fingerprint">Its address.</param>
/// <param name="Bars">The bars it learns from and trades, up to its last date.</param>
public sealed record ResolvedModel(BoundModel Model, Fingerprint Fingerprint, BarSource Bars);

/// <summary>A study over the bars of now.</summary>
/// <param name="Plan">Its trials.</param>
/// <param name="Fingerprint">Its address.</param>
/// <param name="Models">Addresses of its models, in the plan's order.</param>
public sealed record ResolvedStudy(StudyPlan Plan, Fingerprint Fingerprint, IReadOnlyList<Fingerprint> Models);

/// <summary>Finds what specs mean with the symbols and bars the catalog has now.</summary>
public sealed class SpecResolver(CatalogStore catalog, BarReader bars, StudyLimits limits)
{
    private const StringComparison Ordinal = StringComparison.Ordinal;

    /// <summary>Rules that name a column.</summary>
    private static readonly string[] s_columnRules = ["rules.gates", "rules.confirmation", "rules.volatilityScale"];

    /// <exception cref="BadInputException">The first field that cannot be accepted, by its path.</exception>
    public async Task<ResolvedFeatures> FeaturesAsync(
        Symbol symbol,
        Interval interval,
        AdjustmentMode adjustment,
        FeatureSetSpec spec,
        CancellationToken cancellation
    )
    {
        var primary = await bars.FindAsync(new BarQuery(symbol, interval, adjustment), cancellation);
        var context = new List<BarSource>();
        foreach (var other in spec.ContextSymbols())
        {
            context.Add(await bars.FindAsync(new BarQuery(other, interval, adjustment), cancellation));
        }
        var set = spec.BindFor(symbol, Calendars([primary, .. context]));
        return new ResolvedFeatures(
            set,
            BoundModel.DatasetOf(set, interval, adjustment),
            primary,
            [.. set.ContextSymbols.Select(name => context.First(source => source.Query.Symbol == name))]
        );
    }

    /// <exception cref="BadInputException">The first field that cannot be accepted, by its path.</exception>
    public async Task<ResolvedModel> ModelAsync(ModelSpec spec, CancellationToken cancellation)
    {
        var sources = new List<BarSource>();
        foreach (var symbol in spec.Symbols())
        {
            var query = new BarQuery(symbol, spec.Interval, spec.Adjustment, null, spec.To);
            sources.Add(await bars.FindAsync(query, cancellation));
        }
        var model = spec.Bind(Calendars(sources));
        return new ResolvedModel(
            model,
            model.FingerprintOver([.. sources.Select(source => source.Fingerprint)]),
            sources[0]
        );
    }

    /// <summary>The trials of a study.</summary>
    /// <exception cref="BadInputException">The first field that cannot be accepted, by its path.</exception>
    public async Task<StudyPlan> PlanAsync(StudySpec spec, CancellationToken cancellation)
    {
        var calendars = (await catalog.Symbols.ListAsync(cancellation)).ToDictionary(s => s.Symbol, s => s.Calendar);
        return StudyPlan.Create(
            spec,
            symbol =>
                calendars.TryGetValue(symbol, out var calendar)
                    ? calendar
                    : throw new BadInputException("symbol", symbol, "an imported symbol; import bars first"),
            limits.MaxTrials
        );
    }

    /// <exception cref="BadInputException">The first field that cannot be accepted, by its path.</exception>
    public async Task<ResolvedStudy> StudyAsync(StudySpec spec, CancellationToken cancellation)
    {
        var plan = await PlanAsync(spec, cancellation);
        CheckColumns(plan);
        var models = new List<Fingerprint>();
        foreach (var model in plan.Models)
        {
            models.Add((await ModelAsync(model.Spec, cancellation)).Fingerprint);
        }
        return new ResolvedStudy(plan, plan.FingerprintOver(models), models);
    }

    /// <summary>Columns the rules look at in every trial must be there in every model.</summary>
    private static void CheckColumns(StudyPlan plan)
    {
        if (plan.Spec.Space.Axes.Any(axis => s_columnRules.Any(rule => axis.Path.StartsWith(rule, Ordinal))))
        {
            return;
        }
        foreach (var model in plan.Models)
        {
            RuleColumns.Check(plan.Spec.Rules, model.Features.Names, "rules");
        }
    }

    private static Dictionary<Symbol, string> Calendars(IEnumerable<BarSource> sources) =>
        sources.DistinctBy(source => source.Query.Symbol).ToDictionary(s => s.Query.Symbol, s => s.Calendar.Name);
}
