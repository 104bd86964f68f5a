using Quant.Features.Sets;
using Quant.Learning.Training;
using Quant.MarketData.Adjustments;
using Quant.MarketData.Bars;
using Quant.Specs;

namespace Quant.Learning.Specs;

/// <summary>A model spec that has been checked.</summary>
public sealed class BoundModel
{
    internal BoundModel(ModelSpec spec, FeatureSet features, BoundTraining training)
    {
        (Spec, Features, Training) = (spec with { Training = training.Spec }, features, training);
        FeatureDataset = DatasetOf(features, spec.Interval, spec.Adjustment);
        CanonicalForm = CanonicalJson.Of(
            new
            {
                symbol = spec.Symbol,
                interval = spec.Interval,
                adjustment = spec.Adjustment,
                from = spec.From?.ToString("O"),
                to = spec.To?.ToString("O"),
                features = features.Fingerprint,
                training = training.Spec,
            }
        );
    }

    /// <summary>The spec with every default of the training written out.</summary>
    public ModelSpec Spec { get; }

    public FeatureSet Features { get; }

    public BoundTraining Training { get; }

    /// <summary>The dataset its features are kept in.</summary>
    public Fingerprint FeatureDataset { get; }

    /// <summary>Canonical JSON of all that decides the model but its bars; equal for specs that mean the same.</summary>
    public string CanonicalForm { get; }

    /// <summary>The model's address: what it is, over which bars.</summary>
    /// <param name="bars">Fingerprints of the bars of <see cref="ModelSpec.Symbols"/>, in that order.</param>
    public Fingerprint FingerprintOver(IReadOnlyList<Fingerprint> bars) =>
        Fingerprint.Of(new { model = CanonicalForm, bars });

    /// <summary>The dataset of a feature set over bars of one interval and adjustment.</summary>
    public static Fingerprint DatasetOf(FeatureSet features, Interval interval, AdjustmentMode adjustment) =>
        Fingerprint.Of(
            new
            {
                set = features.Fingerprint,
                interval,
                adjustment,
            }
        );
}
