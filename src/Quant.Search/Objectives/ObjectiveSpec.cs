namespace Quant.Search.Objectives;

public enum Direction
{
    /// <summary>More is better.</summary>
    Maximise,

    /// <summary>Less is better.</summary>
    Minimise,
}

/// <summary>What a trial must keep to: <c>{"metric": "trades", "minimum": 30}</c>.</summary>
/// <param name="Metric">The metric's name.</param>
public sealed record ConstraintSpec(string Metric)
{
    /// <summary>Least value allowed, inclusive.</summary>
    public double? Minimum { get; init; }

    /// <summary>Greatest value allowed, inclusive.</summary>
    public double? Maximum { get; init; }
}

/// <summary>
/// What a study looks for:
/// <c>{"metric": "sqn", "direction": "maximise", "constraints": [{"metric": "trades", "minimum": 200, "maximum": 10000}]}</c>.
/// </summary>
/// <param name="Metric">The name of the metric that is the score.</param>
public sealed record ObjectiveSpec(string Metric)
{
    public Direction Direction { get; init; } = Direction.Maximise;

    public IReadOnlyList<ConstraintSpec> Constraints { get; init; } = [];
}
