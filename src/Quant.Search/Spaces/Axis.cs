using System.Globalization;
using System.Text.Json;
using Quant.Specs;

namespace Quant.Search.Spaces;

/// <summary>One axis of a space: a field of the spec and the values it takes.</summary>
public sealed class Axis
{
    /// <summary>Values an axis may have; with more, not even a list of them is made.</summary>
    public const int MaxValues = 1_000_000;

    private Axis(string name, SpecPath path, IReadOnlyList<object> values)
    {
        Name = name;
        Path = path;
        Values = values;
    }

    /// <summary>What it is called in tables.</summary>
    public string Name { get; }

    /// <summary>The field it sets.</summary>
    public SpecPath Path { get; }

    /// <summary>Its values in order, each once: boxed long, double, string or bool.</summary>
    public IReadOnlyList<object> Values { get; }

    /// <summary>Checks and expands an axis.</summary>
    /// <param name="spec">The axis as written.</param>
    /// <param name="field">Where it stands, for messages: <c>axes[0]</c>.</param>
    /// <exception cref="BadInputException">None or several of the three forms, or values that are not allowed.</exception>
    public static Axis Create(AxisSpec spec, string field)
    {
        var path = SpecPath.Parse(spec.Path, $"{field}.path");
        IReadOnlyList<object> values = (spec.Values, spec.Step, spec.Steps) switch
        {
            ({ } list, null, null) when spec is { From: null, To: null, Scale: null } => FromList(list, field),
            (null, { } step, null) when spec.Scale is null => FromWholes(spec, step, field),
            (null, null, { } steps) => FromNumbers(spec, steps, field),
            _ => throw new BadInputException(
                field,
                CanonicalJson.Of(spec),
                "either values, or from, to and step (whole numbers), or from, to, steps and perhaps scale (numbers)"
            ),
        };
        return new Axis(spec.Name ?? spec.Path, path, values);
    }

    private static List<object> FromList(IReadOnlyList<JsonElement> list, string field)
    {
        var values = new List<object>();
        var seen = new HashSet<object>();
        for (var i = 0; i < list.Count; i++)
        {
            var value = list[i].ValueKind switch
            {
                JsonValueKind.String => list[i].GetString()!,
                JsonValueKind.True => true,
                JsonValueKind.False => false,
                JsonValueKind.Number when list[i].TryGetInt64(out var whole) => whole,
                JsonValueKind.Number when list[i].TryGetDouble(out var number) && double.IsFinite(number) =>
                    (object)number,
                _ => throw new BadInputException($"{field}.values[{i}]", list[i].ToString(), "a number, text or flag"),
            };
            // 1 and 1.0 are one value: they would make the same trial.
            if (!seen.Add(value is long exact ? (double)exact : value))
            {
                throw new BadInputException($"{field}.values[{i}]", value, "each value once");
            }
            values.Add(value);
        }
        return values;
    }

    private static List<object> FromWholes(AxisSpec spec, long step, string field)
    {
        var from = Whole(spec.From, $"{field}.from");
        var to = Whole(spec.To, $"{field}.to");
        if (step < 1)
        {
            throw new BadInputException($"{field}.step", step, "1 or more");
        }
        if (to < from)
        {
            throw new BadInputException($"{field}.to", to, FormattableString.Invariant($"{from} or more"));
        }
        var count = (to - from) / step + 1;
        RequireCount(count, field);
        var values = new List<object>((int)count);
        for (long i = 0; i < count; i++)
        {
            values.Add(from + i * step);
        }
        return values;
    }

    private static List<object> FromNumbers(AxisSpec spec, int steps, string field)
    {
        var log = spec.Scale == AxisScale.Log;
        var from = Finite(spec.From, log, $"{field}.from");
        var to = Finite(spec.To, log, $"{field}.to");
        if (steps < 2)
        {
            throw new BadInputException($"{field}.steps", steps, "2 or more");
        }
        if (to <= from)
        {
            throw new BadInputException($"{field}.to", to, FormattableString.Invariant($"above {from}"));
        }
        RequireCount(steps, field);
        var values = new List<object>(steps);
        for (var i = 0; i < steps; i++)
        {
            var part = i / (steps - 1.0);
            var value =
                i == 0 ? from
                : i == steps - 1 ? to
                : Tidy(log ? from * Math.Exp(part * Math.Log(to / from)) : from + part * (to - from));
            if (i > 0 && value <= (double)values[^1])
            {
                throw new BadInputException(
                    $"{field}.steps",
                    steps,
                    "fewer: neighbours agree in their first 12 digits"
                );
            }
            values.Add(value);
        }
        return values;
    }

    /// <summary>
    /// To 12 significant digits: 0.001 to 0.1 in three logarithmic steps has 0.01 in the middle, and the last bits of a
    /// machine's logarithm do not get into fingerprints.
    /// </summary>
    private static double Tidy(double value) =>
        double.Parse(value.ToString("E11", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static long Whole(double? given, string field) =>
        given is { } value && value == Math.Floor(value) && Math.Abs(value) <= 9e15
            ? (long)value
            : throw new BadInputException(field, given, "a whole number");

    private static double Finite(double? given, bool positive, string field) =>
        given is { } value && double.IsFinite(value) && (!positive || value > 0)
            ? value
            : throw new BadInputException(field, given, positive ? "a number above 0" : "a finite number");

    private static void RequireCount(long count, string field)
    {
        if (count > MaxValues)
        {
            throw new BadInputException(field, $"{count} values", $"at most {MaxValues} values on an axis");
        }
    }
}
