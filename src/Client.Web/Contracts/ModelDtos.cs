using System.Text.Json;

namespace Quant.Client.Web.Contracts;

/// <summary>A model to train.</summary>
/// <param name="Spec">The model spec.</param>
/// <param name="Cohort">What it is made for; null when asked for by itself.</param>
public sealed record TrainBody(JsonElement Spec, string? Cohort = null);

/// <summary>What training made.</summary>
/// <param name="Fingerprint">The model.</param>
/// <param name="Symbol">Its symbol.</param>
/// <param name="Rows">Rows of bars and features.</param>
/// <param name="PredictedRows">Rows with an out-of-sample prediction.</param>
/// <param name="FirstPrediction">Time of the first row with a prediction, microseconds UTC.</param>
/// <param name="LastPrediction">Time of the last row with a prediction, microseconds UTC.</param>
/// <param name="Folds">Walk-forward folds.</param>
/// <param name="ElapsedMs">Time training took, when it was done.</param>
/// <param name="AlreadyDone">True when it had been trained before.</param>
/// <param name="Metrics">Out-of-sample metrics by name; those without a value are left out.</param>
public sealed record ModelReportDto(
    string Fingerprint,
    string Symbol,
    long Rows,
    long PredictedRows,
    long FirstPrediction,
    long LastPrediction,
    int Folds,
    double? ElapsedMs,
    bool AlreadyDone,
    IReadOnlyDictionary<string, double?> Metrics
);

/// <summary>A model in a list.</summary>
/// <param name="Fingerprint">The model.</param>
/// <param name="Symbol">Its symbol.</param>
/// <param name="Synthetic">True when it learnt from generated data.</param>
/// <param name="Interval">Interval of its bars.</param>
/// <param name="Estimator">Kind of estimator.</param>
/// <param name="Label">What it predicts.</param>
/// <param name="FeatureSet">Fingerprint of its features.</param>
/// <param name="Status"><c>training</c>, <c>ready</c> or <c>failed</c>.</param>
/// <param name="Parent">The model it was derived from; null for a first one.</param>
/// <param name="Cohort">The study it was made for; null when asked for by itself.</param>
/// <param name="CreatedAt">When it was planned.</param>
/// <param name="TrainMs">Time its training took; null until trained.</param>
/// <param name="Rows">Rows it was given; null until trained.</param>
/// <param name="Folds">Walk-forward folds; null until trained.</param>
/// <param name="Metrics">Out-of-sample metrics by name.</param>
/// <param name="Error">Why training failed; null otherwise.</param>
public sealed record ModelDto(
    string Fingerprint,
    string Symbol,
    bool Synthetic,
    string Interval,
    string Estimator,
    string Label,
    string FeatureSet,
    string Status,
    string? Parent,
    string? Cohort,
    DateTimeOffset CreatedAt,
    double? TrainMs,
    long? Rows,
    long? Folds,
    IReadOnlyDictionary<string, double?> Metrics,
    string? Error
);

/// <summary>A model in full.</summary>
/// <param name="Model">What the list says of it.</param>
/// <param name="Spec">The model spec.</param>
/// <param name="Card">What training recorded: folds, importances, data; null until trained.</param>
/// <param name="Lineage">Its ancestors, nearest first.</param>
public sealed record ModelDetailDto(
    ModelDto Model,
    JsonElement Spec,
    JsonElement? Card,
    IReadOnlyList<ModelDto> Lineage
);
