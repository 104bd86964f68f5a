using Quant.MarketData.Bars;
using Quant.Specs;

namespace Quant.Catalog.Models;

public enum ModelStatus
{
    /// <summary>Being trained, or interrupted while it was.</summary>
    Training,

    /// <summary>Trained; artifact and predictions are there.</summary>
    Ready,

    /// <summary>Training ended with an error, which is kept; it may be begun again.</summary>
    Failed,
}

/// <summary>What decides a model, known before it is trained.</summary>
/// <param name="Fingerprint">Of spec and data.</param>
/// <param name="Spec">Canonical JSON of the model's spec.</param>
/// <param name="Symbol">The instrument it predicts.</param>
/// <param name="Interval">Length of the bars.</param>
/// <param name="FeatureSet">Fingerprint of its features.</param>
/// <param name="Label">The label's name.</param>
/// <param name="Estimator">The estimator's name.</param>
/// <param name="DataFingerprint">Of the partitions it is trained on.</param>
public sealed record ModelIdentity(
    Fingerprint Fingerprint,
    string Spec,
    Symbol Symbol,
    Interval Interval,
    Fingerprint FeatureSet,
    string Label,
    string Estimator,
    Fingerprint DataFingerprint
)
{
    /// <summary>The model it was pruned from.</summary>
    public Fingerprint? Parent { get; init; }

    /// <summary>What it shares with the other models of one grid.</summary>
    public string? Cohort { get; init; }
}

/// <summary>What training made.</summary>
/// <param name="TrainMs">Wall time in milliseconds.</param>
/// <param name="Rows">Rows trained on.</param>
/// <param name="Folds">Folds of the walk.</param>
/// <param name="Metrics">JSON; out-of-sample only.</param>
/// <param name="Card">JSON of the model card.</param>
/// <param name="ArtifactPath">Where the model's file is, below the data root, with forward slashes.</param>
/// <param name="ArtifactHash">SHA-256 of the file, lower-case hex.</param>
public sealed record TrainedModel(
    double TrainMs,
    long Rows,
    int Folds,
    string Metrics,
    string Card,
    string ArtifactPath,
    string ArtifactHash
);

/// <summary>A model as the catalog knows it.</summary>
/// <param name="Identity">What decides it.</param>
/// <param name="Status">How far it is.</param>
/// <param name="CreatedAt">When it was first begun, UTC.</param>
/// <param name="TrainedAt">When it became ready, UTC.</param>
/// <param name="Result">What training made; null unless ready.</param>
/// <param name="Error">Why training failed; null unless failed.</param>
public sealed record ModelRecord(
    ModelIdentity Identity,
    ModelStatus Status,
    DateTimeOffset CreatedAt,
    DateTimeOffset? TrainedAt,
    TrainedModel? Result,
    string? Error
)
{
    public Fingerprint Fingerprint => Identity.Fingerprint;
}

/// <summary>Which models to list; what is null does not restrict.</summary>
public sealed record ModelQuery
{
    public Symbol? Symbol { get; init; }
    public Interval? Interval { get; init; }
    public Fingerprint? FeatureSet { get; init; }
    public Fingerprint? Parent { get; init; }
    public string? Cohort { get; init; }
    public string? Estimator { get; init; }
    public ModelStatus? Status { get; init; }

    /// <summary>Rows to skip.</summary>
    public int Offset { get; init; }

    /// <summary>Rows to return at most, 1 to 10,000.</summary>
    public int Limit { get; init; } = 100;
}
