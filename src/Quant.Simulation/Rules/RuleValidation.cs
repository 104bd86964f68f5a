using Quant.Specs;

namespace Quant.Simulation.Rules;

/// <summary>What no field of <see cref="SimulationRules"/> may be, field by field, and the one form of equal rules.</summary>
internal static class RuleValidation
{
    public static SimulationRules Check(SimulationRules rules)
    {
        foreach (var (definition, value) in RuleParameters.WithValues)
        {
            if (value(rules) is { } number && !(number >= definition.Minimum && number <= definition.Maximum))
            {
                throw new BadInputException(definition.Name, number, definition.Allowed);
            }
        }
        CheckWord("side", rules.Side);
        CheckWord("priceModel", rules.PriceModel);
        if (rules.ExitThreshold > rules.EntryThreshold)
        {
            throw new BadInputException(
                "exitThreshold",
                rules.ExitThreshold,
                FormattableString.Invariant($"a number not above entryThreshold, {rules.EntryThreshold}")
            );
        }
        CheckColumn("confirmation.column", rules.Confirmation?.Column ?? "none");
        CheckColumn("volatilityScale.column", rules.VolatilityScale?.Column ?? "none");
        for (var i = 0; i < rules.Gates.Count; i++)
        {
            CheckGate($"gates[{i}]", rules.Gates[i]);
        }
        return rules.Gates.Count == 0 ? rules : rules with { Gates = Sorted(rules.Gates) };
    }

    private static void CheckWord<T>(string field, T word)
        where T : struct, Enum
    {
        if (!Enum.IsDefined(word))
        {
            throw new BadInputException(field, word.ToString(), $"one of {string.Join(", ", Enum.GetNames<T>())}");
        }
    }

    private static void CheckGate(string field, RegimeGate? gate)
    {
        if (gate is null)
        {
            throw new BadInputException(field, null, "an object with column and allowed");
        }
        CheckColumn($"{field}.column", gate.Column);
        if (gate.Allowed.Count == 0)
        {
            throw new BadInputException($"{field}.allowed", "[]", "at least one value");
        }
        foreach (var value in gate.Allowed)
        {
            if (!double.IsFinite(value))
            {
                throw new BadInputException($"{field}.allowed", value, "finite numbers");
            }
        }
    }

    private static void CheckColumn(string field, string? column)
    {
        if (string.IsNullOrWhiteSpace(column))
        {
            throw new BadInputException(field, column, "the name of a column");
        }
    }

    private static IReadOnlyList<RegimeGate> Sorted(IReadOnlyList<RegimeGate> gates)
    {
        var sorted = gates.Select(gate => gate with { Allowed = [.. gate.Allowed.Distinct().Order()] }).ToArray();
        return
        [
            .. sorted
                .DistinctBy(gate => (gate.Column, string.Join(' ', gate.Allowed)))
                .OrderBy(gate => gate.Column, StringComparer.Ordinal)
                .ThenBy(gate => string.Join(' ', gate.Allowed), StringComparer.Ordinal),
        ];
    }
}
