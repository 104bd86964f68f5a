using Quant.Specs;

namespace Quant.Simulation.Rules;

/// <summary>
/// The fields of <see cref="SimulationRules"/> as data, under the paths they have in JSON, for forms, CLI help, search
/// spaces and validation. Not here, for they are not single values: <c>gates</c> and the two <c>column</c> names.
/// </summary>
public static class RuleParameters
{
    private static readonly SimulationRules s_default = new();

    private static readonly RuleParameter[] s_all =
    [
        Word("side", rules => rules.Side, "Which entries are allowed."),
        Number(
            "predictionCenter",
            r => r.PredictionCenter,
            0,
            1,
            "Subtracted from predictions: 0.5 for probabilities."
        ),
        Number(
            "entryThreshold",
            r => r.EntryThreshold,
            0,
            1000,
            "Enter when the signal is above it; unit of the signal."
        ),
        Number("exitThreshold", r => r.ExitThreshold, -1000, 1000, "Leave when the signal is not above it; same unit."),
        Flag("signalExit", r => r.SignalExit, "Whether the signal closes positions at all."),
        Whole("delayBars", r => r.DelayBars, 1, 1000, "Bars from the close of decision to the bar of the fill."),
        Word("priceModel", rules => rules.PriceModel, "Price of the bar at which orders fill."),
        Number("halfSpreadBps", r => r.HalfSpreadBps, 0, 1000, "Half the bid-ask spread, basis points per fill."),
        Number("slippageBps", r => r.SlippageBps, 0, 1000, "Slippage, basis points per fill."),
        Number("commissionPerOrder", r => r.CommissionPerOrder, 0, 1e6, "Currency per fill."),
        Number("commissionPerShare", r => r.CommissionPerShare, 0, 1e6, "Currency per share."),
        Number("commissionPercent", r => r.CommissionPercent, 0, 50, "Percent of the value of a fill."),
        Number("commissionMinimum", r => r.CommissionMinimum, 0, 1e6, "Least commission of a fill, in currency."),
        Number("sizeFraction", r => r.SizeFraction, 1e-4, 100, "Part of equity an entry uses; capped by leverage."),
        Number("leverage", r => r.Leverage, 1, 100, "Greatest position over equity, at entry."),
        Flag("wholeShares", r => r.WholeShares, "Whether shares are rounded down to whole ones."),
        Number("initialCapital", r => r.InitialCapital, 1, 1e15, "Cash at the start, in the currency of the prices."),
        Number("borrowRate", r => r.BorrowRate, 0, 10, "Yearly rate on the value of shares sold short: 0.03 is 3 %."),
        Number("stop", r => r.Stop, 0, 0.99, "Stop loss, fraction of the entry price; 0 is off."),
        Number("target", r => r.Target, 0, 1000, "Profit target, fraction of the entry price; 0 is off."),
        Number(
            "trailingStop",
            r => r.TrailingStop,
            0,
            0.99,
            "Stop below the best price since entry, fraction; 0 is off."
        ),
        Whole("maxHoldBars", r => r.MaxHoldBars, 0, 10_000_000, "Bars after which a position is closed; 0 is off."),
        Whole("cooldownBars", r => r.CooldownBars, 0, 10_000_000, "Bars after an exit in which no entry is decided."),
        Number("outlierCutoff", r => r.OutlierCutoff, 0, 1000, "No entry when |signal| is above it; 0 is off."),
        Number("confirmation.minimum", r => r.Confirmation?.Minimum, 0.55, 0, 1, "Least value of the second model."),
        Whole(
            "volatilityScale.referenceBars",
            r => r.VolatilityScale?.ReferenceBars,
            390,
            1,
            1_000_000,
            "Rows of the mean."
        ),
    ];

    /// <summary>In the order of the documentation.</summary>
    public static IReadOnlyList<ParameterDefinition> All { get; } = [.. s_all.Select(p => p.Definition)];

    internal static IReadOnlyList<RuleParameter> WithValues => s_all;

    private static RuleParameter Number(
        string name,
        Func<SimulationRules, double> value,
        double min,
        double max,
        string description
    ) => Number(name, rules => value(rules), value(s_default), min, max, description);

    private static RuleParameter Number(
        string name,
        Func<SimulationRules, double?> value,
        double @default,
        double min,
        double max,
        string description
    ) => new(ParameterDefinition.Number(name, @default, min, max, description), value);

    private static RuleParameter Whole(
        string name,
        Func<SimulationRules, int> value,
        long min,
        long max,
        string description
    ) => Whole(name, rules => value(rules), value(s_default), min, max, description);

    private static RuleParameter Whole(
        string name,
        Func<SimulationRules, int?> value,
        long @default,
        long min,
        long max,
        string description
    ) => new(ParameterDefinition.Integer(name, @default, min, max, description), rules => value(rules));

    private static RuleParameter Flag(string name, Func<SimulationRules, bool> value, string description) =>
        new(ParameterDefinition.Flag(name, value(s_default), description), _ => null);

    private static RuleParameter Word<T>(string name, Func<SimulationRules, T> value, string description)
        where T : struct, Enum =>
        new(
            ParameterDefinition.Choice(
                name,
                CamelCase(value(s_default)),
                [.. Enum.GetValues<T>().Select(CamelCase)],
                description
            ),
            _ => null
        );

    private static string CamelCase<T>(T word)
        where T : struct, Enum
    {
        var text = word.ToString();
        return char.ToLowerInvariant(text[0]) + text[1..];
    }
}

/// <summary>A field and how to read its number; null where it has none or is not given.</summary>
internal sealed record RuleParameter(ParameterDefinition Definition, Func<SimulationRules, double?> Value);
