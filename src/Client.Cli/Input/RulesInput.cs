using System.Text.Json;
using Quant.Client.Cli.Output;
using Quant.Simulation.Rules;
using Quant.Specs;

namespace Quant.Client.Cli.Input;

/// <summary>Rules of a simulation: a preset or a file, with single fields replaced.</summary>
internal static class RulesInput
{
    /// <summary>Fields that are not single values.</summary>
    private static readonly string[] s_compound = ["gates", "confirmation", "volatilityScale"];

    /// <param name="source">Name of a preset, a JSON file, or <c>-</c>.</param>
    /// <param name="sets">Replacements, each <c>field=value</c>.</param>
    /// <param name="terminal">Whose standard input.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="BadInputException">No such preset or file, or a field that is not allowed.</exception>
    public static async Task<JsonElement> ReadAsync(
        string source,
        IReadOnlyList<string> sets,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        var rules = await SourceAsync(source, terminal, cancellation);
        var fields = sets.Select(Split).ToList();
        try
        {
            rules = fields.Count == 0 ? rules : rules.With(fields);
        }
        catch (BadInputException fault)
        {
            throw new SpecFaultException("--set", fault);
        }
        return JsonSerializer.SerializeToElement(rules, SpecJson.Options);
    }

    private static async Task<SimulationRules> SourceAsync(
        string source,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        if (RulePresets.All.Any(preset => preset.Key == source))
        {
            return RulePresets.Named(source);
        }
        if (source != SpecFile.StandardInput && !File.Exists(source))
        {
            throw new BadInputException(
                "--rules",
                source,
                $"a JSON file that exists, - for standard input, or a preset: {string.Join(", ", RulePresets.All.Select(p => p.Key))}"
            );
        }
        var spec = await SpecFile.ReadAsync(source, "--rules", terminal, cancellation);
        return spec.Check(() => SimulationRules.Read(spec.Json.GetRawText()));
    }

    /// <summary>The value is JSON where it can be read so, else text: <c>stop=0.02</c>, <c>side=both</c>.</summary>
    private static KeyValuePair<string, JsonElement> Split(string set)
    {
        var equals = set.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
        {
            throw new BadInputException("--set", set, "field=value, such as stop=0.02");
        }
        var (field, text) = (set[..equals].Trim(), set[(equals + 1)..].Trim());
        return new(field, Checked(field, Value(text), text));
    }

    private static JsonElement Value(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(text);
        }
        catch (JsonException)
        {
            return JsonSerializer.SerializeToElement(text);
        }
    }

    /// <summary>Fields that are single values are checked here, where what was typed is still known.</summary>
    private static JsonElement Checked(string field, JsonElement value, string text)
    {
        var known = RuleParameters.All.FirstOrDefault(parameter => parameter.Name == field);
        var fits = known?.Kind switch
        {
            null => true,
            ParameterKind.Flag => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            ParameterKind.Choice => value.ValueKind == JsonValueKind.String
                && known.Choices.Contains(value.GetString()),
            ParameterKind.Integer => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
            _ => value.ValueKind == JsonValueKind.Number,
        };
        if (!fits)
        {
            throw new BadInputException($"--set {field}", text, known!.Allowed);
        }
        var name = field.Split('.')[0];
        if (known is null && !s_compound.Contains(name))
        {
            throw new BadInputException("--set", field, "a field of the rules; 'quant simulate --fields' lists them");
        }
        return value;
    }
}
