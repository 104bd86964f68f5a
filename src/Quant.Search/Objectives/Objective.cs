using System.Globalization;
using Quant.Specs;

namespace Quant.Search.Objectives;

/// <summary>The value of a metric of one trial; NaN where it is undefined.</summary>
/// <param name="name">One of the names the objective was created with.</param>
public delegate double MetricValue(string name);

/// <summary>How a trial does by an objective.</summary>
/// <param name="Score">The metric's value, as it is whatever the direction; NaN when undefined.</param>
/// <param name="Violations">Each constraint not kept, in words such as <c>trades 12 below 30</c>; empty when all are.</param>
public sealed record Assessment(double Score, IReadOnlyList<string> Violations)
{
    /// <summary>All constraints are kept.</summary>
    public bool IsFeasible => Violations.Count == 0;

    /// <summary>All violations in one line, or null.</summary>
    public string? Violated => IsFeasible ? null : string.Join("; ", Violations);
}

/// <summary>A checked objective.</summary>
public sealed class Objective
{
    private readonly ObjectiveSpec _spec;

    private Objective(ObjectiveSpec spec) => _spec = spec;

    public Direction Direction => _spec.Direction;

    /// <summary>Checks an objective against the metrics there are.</summary>
    /// <exception cref="BadInputException">An unknown metric, or a constraint without bounds or with bounds that exclude all.</exception>
    public static Objective Create(ObjectiveSpec spec, IReadOnlyCollection<string> metrics)
    {
        RequireMetric("metric", spec.Metric, metrics);
        for (var i = 0; i < spec.Constraints.Count; i++)
        {
            var constraint = spec.Constraints[i];
            var field = string.Create(CultureInfo.InvariantCulture, $"constraints[{i}]");
            RequireMetric($"{field}.metric", constraint.Metric, metrics);
            if (constraint is { Minimum: null, Maximum: null })
            {
                throw new BadInputException(field, constraint.Metric, "a minimum, a maximum or both");
            }
            if (constraint.Minimum is double.NaN || constraint.Maximum is double.NaN)
            {
                throw new BadInputException(field, double.NaN, "bounds that are numbers");
            }
            if (constraint.Maximum < constraint.Minimum)
            {
                var least = constraint.Minimum.Value.ToString(CultureInfo.InvariantCulture);
                throw new BadInputException($"{field}.maximum", constraint.Maximum, $"{least} or more");
            }
        }
        return new Objective(spec);
    }

    /// <summary>Score and violations of one trial. An undefined metric violates every constraint on it.</summary>
    public Assessment Assess(MetricValue metric)
    {
        var violations = new List<string>();
        foreach (var constraint in _spec.Constraints)
        {
            var value = metric(constraint.Metric);
            if (double.IsNaN(value))
            {
                violations.Add($"{constraint.Metric} undefined");
            }
            else if (value < constraint.Minimum)
            {
                violations.Add(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{constraint.Metric} {value} below {constraint.Minimum}"
                    )
                );
            }
            else if (value > constraint.Maximum)
            {
                violations.Add(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{constraint.Metric} {value} above {constraint.Maximum}"
                    )
                );
            }
        }
        return new Assessment(metric(_spec.Metric), violations);
    }

    private static void RequireMetric(string field, string name, IReadOnlyCollection<string> metrics)
    {
        if (!metrics.Contains(name))
        {
            throw new BadInputException(field, name, $"one of {string.Join(", ", metrics)}");
        }
    }
}
