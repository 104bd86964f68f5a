using System.Text.Json.Serialization;
using Quant.Features.Sets;
using Quant.Learning.Training;
using Quant.MarketData.Adjustments;
using Quant.MarketData.Bars;
using Quant.Specs;

namespace Quant.Learning.Specs;

/// <summary>A model as its user writes it, in JSON: which bars, which features, what is learned from them and how.</summary>
public sealed record ModelSpec
{
    /// <summary>The instrument it predicts.</summary>
    public required Symbol Symbol { get; init; }

    /// <summary>Length of the bars.</summary>
    public required Interval Interval { get; init; }

    /// <summary>What raw prices are adjusted for; splits and dividends unless said otherwise.</summary>
    [JsonConverter(typeof(AdjustmentJsonConverter))]
    public AdjustmentMode Adjustment { get; init; } = AdjustmentMode.SplitAndDividend;

    /// <summary>First exchange date of the rows used; earlier bars only warm the features up. Null: from the first bar.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last exchange date used, inclusive; null: to the last bar.</summary>
    public DateOnly? To { get; init; }

    /// <summary>The features. Calendars are those the catalog knows of the symbols, whatever stands there.</summary>
    public required FeatureSetSpec Features { get; init; }

    /// <summary>Label, folds, transforms, estimator and seed.</summary>
    public required TrainingSpec Training { get; init; }

    /// <summary>Reads a spec.</summary>
    /// <exception cref="BadInputException">Not JSON, or a field that is unknown, missing or of the wrong kind.</exception>
    public static ModelSpec Read(string json) => SpecJson.Read<ModelSpec>(json, "model spec");

    /// <summary>The symbol itself and the context symbols its features name, each once.</summary>
    /// <exception cref="BadInputException">A context symbol that is none.</exception>
    public IReadOnlyList<Symbol> Symbols() =>
        [Symbol, .. InFeatures(Features.ContextSymbols).Where(symbol => symbol != Symbol)];

    /// <summary>Checks every field and completes the spec.</summary>
    /// <param name="calendars">Calendar name of each of <see cref="Symbols"/>.</param>
    /// <exception cref="BadInputException">The first field that cannot be accepted, by its path.</exception>
    public BoundModel Bind(IReadOnlyDictionary<Symbol, string> calendars) =>
        new(this, InFeatures(() => Features.BindFor(Symbol, calendars)), Training.Bind("training"));

    private static T InFeatures<T>(Func<T> bind)
    {
        try
        {
            return bind();
        }
        catch (BadInputException fault)
        {
            throw fault.Within("features");
        }
    }
}
