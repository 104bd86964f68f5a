namespace Quant.Specs;

/// <summary>What values a parameter takes.</summary>
public enum ParameterKind
{
    /// <summary>A whole number within [Minimum, Maximum].</summary>
    Integer,

    /// <summary>A finite number within [Minimum, Maximum].</summary>
    Number,

    /// <summary>One of <see cref="ParameterDefinition.Choices"/>.</summary>
    Choice,

    /// <summary>true or false.</summary>
    Flag,
}

/// <summary>
/// One parameter of an indicator, label, estimator or rule, declared once and used everywhere: validation, fingerprints,
/// CLI help, forms and search spaces.
/// </summary>
/// <param name="Name">camelCase, as it stands in the spec.</param>
/// <param name="Kind">The values it takes.</param>
/// <param name="Default">Boxed int (long), double, string or bool, as <paramref name="Kind"/> says.</param>
/// <param name="Description">One line: what it does and in which unit.</param>
public sealed record ParameterDefinition(string Name, ParameterKind Kind, object Default, string Description)
{
    /// <summary>Least value allowed, inclusive; for numeric kinds.</summary>
    public double Minimum { get; init; } = double.NegativeInfinity;

    /// <summary>Greatest value allowed, inclusive; for numeric kinds.</summary>
    public double Maximum { get; init; } = double.PositiveInfinity;

    /// <summary>The words allowed; for <see cref="ParameterKind.Choice"/>.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    public static ParameterDefinition Integer(string name, long @default, long min, long max, string description) =>
        new(name, ParameterKind.Integer, @default, description) { Minimum = min, Maximum = max };

    public static ParameterDefinition Number(
        string name,
        double @default,
        double min,
        double max,
        string description
    ) => new(name, ParameterKind.Number, @default, description) { Minimum = min, Maximum = max };

    public static ParameterDefinition Choice(string name, string @default, string[] choices, string description) =>
        new(name, ParameterKind.Choice, @default, description) { Choices = choices };

    public static ParameterDefinition Flag(string name, bool @default, string description) =>
        new(name, ParameterKind.Flag, @default, description);

    /// <summary>What is allowed, as a phrase for messages.</summary>
    public string Allowed =>
        Kind switch
        {
            ParameterKind.Integer => FormattableString.Invariant($"an integer from {Minimum} to {Maximum}"),
            ParameterKind.Number => FormattableString.Invariant($"a number from {Minimum} to {Maximum}"),
            ParameterKind.Choice => $"one of {string.Join(", ", Choices)}",
            _ => "true or false",
        };
}
