using Quant.Simulation.Inputs;
using Quant.Simulation.Rules;

namespace Quant.Simulation.Signals;

/// <summary>The plain form of the entry decision: threshold, then the gates one after the other.</summary>
internal sealed class EntryGates
{
    private readonly SimulationRules _rules;
    private readonly double[][] _gates;
    private readonly double[]? _confirmation;
    private readonly double[]? _thresholds;

    public EntryGates(SimulationInput input, SimulationRules rules)
    {
        _rules = rules;
        _gates = [.. rules.Gates.Select((gate, i) => input.Column(gate.Column, $"gates[{i}].column"))];
        if (rules.Confirmation is { } confirmation)
        {
            _confirmation = input.Column(confirmation.Column, "confirmation.column");
        }
        if (rules.VolatilityScale is { } scale)
        {
            var column = input.Column(scale.Column, "volatilityScale.column");
            var floor = ScaledThreshold.Floor(rules);
            _thresholds = ScaledThreshold.Of(column, scale.ReferenceBars, rules.EntryThreshold, floor, input.End);
        }
    }

    /// <summary>The entry the signal of a bar calls for.</summary>
    /// <param name="i">Row of the series.</param>
    /// <param name="signal">The signal; not NaN.</param>
    /// <param name="side">1 long, -1 short, 0 without a signal.</param>
    /// <param name="gate">Index of the regime gate that refused.</param>
    public EntryVerdict Decide(int i, double signal, out int side, out int gate)
    {
        gate = -1;
        var plain = Side(signal, _rules.EntryThreshold);
        side = _thresholds is null ? plain : Side(signal, _thresholds[i]);
        if (side == 0)
        {
            return plain == 0 ? EntryVerdict.NoSignal : EntryVerdict.BlockedByVolatility;
        }
        if (_rules.OutlierCutoff > 0 && Math.Abs(signal) > _rules.OutlierCutoff)
        {
            return EntryVerdict.BlockedByOutlier;
        }
        for (var g = 0; g < _gates.Length; g++)
        {
            if (!_rules.Gates[g].Allowed.Contains(_gates[g][i]) || double.IsNaN(_gates[g][i]))
            {
                gate = g;
                return EntryVerdict.BlockedByGate;
            }
        }
        if (_confirmation is not null && !(_confirmation[i] >= _rules.Confirmation!.Minimum))
        {
            return EntryVerdict.BlockedByConfirmation;
        }
        return EntryVerdict.Enter;
    }

    private int Side(double signal, double threshold)
    {
        if (signal > threshold && _rules.Side != TradeSides.Short)
        {
            return 1;
        }
        return -signal > threshold && _rules.Side != TradeSides.Long ? -1 : 0;
    }
}
