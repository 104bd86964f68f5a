using Quant.Learning.Specs;
using Quant.Search.Objectives;
using Quant.Search.Spaces;
using Quant.Simulation.Rules;
using Quant.Specs;

namespace Quant.Search.Studies;

/// <summary>
/// A study as its user writes it, in JSON: a model and rules, the axes along which they vary, and what is looked for.
/// </summary>
public sealed record StudySpec
{
    /// <summary>What users call it; not part of its address.</summary>
    public required string Name { get; init; }

    /// <summary>The model the trials vary; fields are addressed as <c>model.training.label.params.horizon</c>.</summary>
    public required ModelSpec Model { get; init; }

    /// <summary>The rules the trials vary; fields are addressed as <c>rules.entryThreshold</c>.</summary>
    public SimulationRules Rules { get; init; } = new();

    /// <summary>What varies, and how points are taken.</summary>
    public required SearchSpaceSpec Space { get; init; }

    /// <summary>What is looked for, over the selection period.</summary>
    public required ObjectiveSpec Objective { get; init; }

    /// <summary>
    /// Part of the time with predictions, at its end, that is held out: simulated, shown, and never looked at by the
    /// ranking. 0.1 to 0.9.
    /// </summary>
    public double HoldOut { get; init; } = 0.3;

    /// <summary>Blocks of time for the probability of backtest overfitting; even, 4 to 20.</summary>
    public int Blocks { get; init; } = 16;

    /// <summary>Reads a spec; its fields are checked when it is planned.</summary>
    /// <exception cref="BadInputException">Not JSON, or a field that is unknown, missing or of the wrong kind.</exception>
    public static StudySpec Read(string json) => SpecJson.Read<StudySpec>(json, "study spec");
}
