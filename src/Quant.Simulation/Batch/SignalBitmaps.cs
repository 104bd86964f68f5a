using Quant.Simulation.Inputs;
using Quant.Simulation.Rules;
using Quant.Simulation.Signals;

namespace Quant.Simulation.Batch;

/// <summary>Makes the bitmaps of signals and gates, each once for all configurations that share it.</summary>
internal sealed class SignalBitmaps(SimulationInput input)
{
    private readonly Dictionary<string, Bitmap> _made = new(StringComparer.Ordinal);

    /// <summary>Bytes of one bitmap.</summary>
    public long BytesEach => (input.Count + 63) / 64 * 8L;

    /// <summary>Forgets all bitmaps.</summary>
    public void Clear() => _made.Clear();

    public SignalPlan Plan(SimulationRules rules)
    {
        var longExits = rules.SignalExit && rules.Side != TradeSides.Short ? Exits(rules, isShort: false) : null;
        var shortExits = rules.SignalExit && rules.Side != TradeSides.Long ? Exits(rules, isShort: true) : null;
        return new SignalPlan(Entries(rules), longExits, shortExits);
    }

    /// <summary>The signals with every gate applied; each step of the way is shared.</summary>
    private Bitmap Entries(SimulationRules rules)
    {
        var (key, entries) = Signals(rules);
        for (var g = 0; g < rules.Gates.Count; g++)
        {
            (key, entries) = Narrow(key, entries, Gate(rules.Gates[g], $"gates[{g}].column"));
        }
        if (rules.Confirmation is { } confirmation)
        {
            (_, entries) = Narrow(key, entries, Confirmations(confirmation));
        }
        return entries;
    }

    private (string Key, Bitmap Bits) Signals(SimulationRules rules)
    {
        var test = new SignalTest(
            rules.PredictionCenter,
            rules.EntryThreshold,
            rules.OutlierCutoff > 0 ? rules.OutlierCutoff : double.PositiveInfinity,
            rules.Side != TradeSides.Short,
            rules.Side != TradeSides.Long
        );
        var key = $"signals {rules.Side} {rules.PredictionCenter:R} {rules.EntryThreshold:R} {rules.OutlierCutoff:R}";
        if (rules.VolatilityScale is not { } scale)
        {
            return Make(key, input.Predictions, test);
        }
        var volatility = input.Column(scale.Column, "volatilityScale.column");
        var floor = ScaledThreshold.Floor(rules);
        key += $" scaled {scale.ReferenceBars} {floor:R} {scale.Column}";
        if (_made.TryGetValue(key, out var known))
        {
            return (key, known);
        }
        var thresholds = ScaledThreshold.Of(volatility, scale.ReferenceBars, rules.EntryThreshold, floor, input.End);
        return Make(key, input.Predictions, new ScaledSignalTest(test, thresholds));
    }

    private Bitmap Exits(SimulationRules rules, bool isShort) =>
        Make(
            $"exits {isShort} {rules.PredictionCenter:R} {rules.ExitThreshold:R}",
            input.Predictions,
            new ExitTest(rules.PredictionCenter, rules.ExitThreshold, isShort)
        ).Bits;

    private (string Key, Bitmap Bits) Gate(RegimeGate gate, string field) =>
        Make(
            $"gate {string.Join(' ', gate.Allowed.Select(value => $"{value:R}"))} of {gate.Column}",
            input.Column(gate.Column, field),
            new AllowedTest([.. gate.Allowed])
        );

    private (string Key, Bitmap Bits) Confirmations(Confirmation confirmation) =>
        Make(
            $"confirmation {confirmation.Minimum:R} of {confirmation.Column}",
            input.Column(confirmation.Column, "confirmation.column"),
            new AtLeastTest(confirmation.Minimum)
        );

    private (string Key, Bitmap Bits) Make<T>(string key, double[] values, T test)
        where T : struct, IBarTest
    {
        if (!_made.TryGetValue(key, out var bits))
        {
            bits = BarLanes.Test(values, input.Start, input.Count, test);
            _made[key] = bits;
        }
        return (key, bits);
    }

    private (string Key, Bitmap Bits) Narrow(string key, Bitmap bits, (string Key, Bitmap Bits) gate)
    {
        var both = $"{key}\n{gate.Key}";
        if (!_made.TryGetValue(both, out var narrowed))
        {
            narrowed = Bitmap.And(bits, gate.Bits);
            _made[both] = narrowed;
        }
        return (both, narrowed);
    }
}
