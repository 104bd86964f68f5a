using System.Text.Json.Nodes;
using Quant.Learning.Labels;

namespace Quant.Learning.Models.Files;

/// <summary>What a stored model says of itself.</summary>
/// <param name="Task">What it predicts.</param>
/// <param name="Trained">The rows it was trained on: predictions of bars up to the last of them are in-sample.</param>
/// <param name="Spec">The spec it came from, as JSON, every default written out; reading it needs no training code.</param>
/// <param name="Report">What was measured: folds, metrics, importances; any JSON object.</param>
public sealed record ModelCard(TaskKind Task, TrainedRange Trained, JsonNode Spec, JsonNode Report);

/// <summary>A model as it was stored.</summary>
public sealed record StoredModel(TrainedModel Model, ModelCard Card);
