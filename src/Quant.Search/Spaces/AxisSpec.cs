using System.Text.Json;

namespace Quant.Search.Spaces;

/// <summary>How the values of a range of numbers are spread.</summary>
public enum AxisScale
{
    /// <summary>Equal differences.</summary>
    Linear,

    /// <summary>Equal ratios; both ends above 0.</summary>
    Log,
}

/// <summary>
/// One axis of a space as a spec writes it, in one of three forms:
/// <c>{"path": "rules.entryThreshold", "values": [0.0005, 0.001]}</c> lists numbers, texts or flags;
/// <c>{"path": "rules.delay", "from": 1, "to": 9, "step": 2}</c> is a range of whole numbers;
/// <c>{"path": "rules.stop", "from": 0.001, "to": 0.1, "steps": 5, "scale": "log"}</c> is a range of numbers.
/// </summary>
/// <param name="Path">Which field of the spec it sets: names joined by dots, list places in brackets, <c>features[0].params.period</c>.</param>
public sealed record AxisSpec(string Path)
{
    /// <summary>What it is called in tables; the path when not given.</summary>
    public string? Name { get; init; }

    /// <summary>The values, in order, each once: numbers, texts or flags.</summary>
    public IReadOnlyList<JsonElement>? Values { get; init; }

    /// <summary>First value of a range.</summary>
    public double? From { get; init; }

    /// <summary>Last value of a range of numbers; one of whole numbers ends at the last step not above it.</summary>
    public double? To { get; init; }

    /// <summary>Difference of neighbours in a range of whole numbers; at least 1.</summary>
    public long? Step { get; init; }

    /// <summary>How many values a range of numbers has, both ends included; at least 2.</summary>
    public int? Steps { get; init; }

    /// <summary>How a range of numbers is spread; linear when not given.</summary>
    public AxisScale? Scale { get; init; }
}

/// <summary>How points are taken from a space.</summary>
public enum SamplerKind
{
    /// <summary>Every point, the last axis fastest.</summary>
    Grid,

    /// <summary>Distinct points in random order from a seed.</summary>
    Random,
}

/// <summary>
/// A search space as a spec writes it: <c>{"sampler": "random", "trials": 2000, "seed": 7, "axes": [ … ]}</c>.
/// </summary>
/// <param name="Axes">At least one; no two on one path.</param>
public sealed record SearchSpaceSpec(IReadOnlyList<AxisSpec> Axes)
{
    public SamplerKind Sampler { get; init; } = SamplerKind.Grid;

    /// <summary>How many points to take; for the random sampler, and only for it.</summary>
    public long? Trials { get; init; }

    /// <summary>Decides the random points; 0 or more, for the random sampler only. 0 when not given.</summary>
    public long? Seed { get; init; }
}
