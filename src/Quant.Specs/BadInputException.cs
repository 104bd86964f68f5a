namespace Quant.Specs;

/// <summary>
/// Input that cannot be accepted, said in the terms of the person who gave it: which field, what it was, and what
/// is allowed. Nothing has been written when this is thrown.
/// </summary>
public sealed class BadInputException : Exception
{
    /// <param name="field">Path of the field in the input, such as <c>features[2].params.period</c> or <c>--from</c>.</param>
    /// <param name="value">The offending value as given; null where it is missing.</param>
    /// <param name="allowed">What would have been accepted, as a phrase: <c>an integer from 2 to 5000</c>.</param>
    public BadInputException(string field, object? value, string allowed)
        : base($"{field}: {Show(value)} is not allowed; expected {allowed}.")
    {
        Field = field;
        Value = Show(value);
        Allowed = allowed;
    }

    /// <summary>Path of the field in the input.</summary>
    public string Field { get; }

    /// <summary>The offending value, as it would be written in a message; <c>nothing</c> where it is missing.</summary>
    public string Value { get; }

    /// <summary>What would have been accepted.</summary>
    public string Allowed { get; }

    /// <summary>The same fault, seen from an enclosing field: <c>period</c> within <c>features[2].params</c>.</summary>
    public BadInputException Within(string parent) => new(parent, Field, Value, Allowed);

    private BadInputException(string parent, string field, string shown, string allowed)
        : base($"{Join(parent, field)}: {shown} is not allowed; expected {allowed}.")
    {
        Field = Join(parent, field);
        Value = shown;
        Allowed = allowed;
    }

    private static string Join(string parent, string field) =>
        parent.Length == 0 ? field
        : field.StartsWith('[') ? parent + field
        : $"{parent}.{field}";

    private static string Show(object? value) =>
        value switch
        {
            null => "nothing",
            string text => $"'{(text.Length > 80 ? text[..77] + "..." : text)}'",
            bool flag => flag ? "true" : "false",
            IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
            _ => $"'{value}'",
        };
}
