using Quant.Simulation.Fills;
using Quant.Simulation.Inputs;
using Quant.Simulation.Results;
using Quant.Simulation.Rules;

namespace Quant.Simulation.Metrics;

/// <summary>The benchmark: all money long from the first fill an order could have to the last close, same costs.</summary>
internal static class BuyAndHold
{
    /// <summary>Total return; 0 when the range ends before the first fill or the money buys no share.</summary>
    public static double TotalReturn(SimulationInput input, SimulationRules rules, double[] fillPrices) =>
        Leave(input, Enter(rules, fillPrices)) / rules.InitialCapital - 1;

    /// <summary>Equity at the close of each bar.</summary>
    public static double[] Equity(SimulationInput input, SimulationRules rules, double[] fillPrices)
    {
        var equity = new double[input.Count];
        var ledger = Enter(rules, fillPrices);
        for (var k = 0; k < equity.Length; k++)
        {
            equity[k] = k < rules.DelayBars ? rules.InitialCapital : ledger.Equity(input.Bars.Close[input.Start + k]);
        }
        equity[^1] = Leave(input, ledger);
        return equity;
    }

    private static Ledger Enter(SimulationRules rules, double[] fillPrices)
    {
        var ledger = new Ledger(new FillCosts(rules, 1, 1), 0, rules.InitialCapital);
        if (rules.DelayBars < fillPrices.Length)
        {
            ledger.TryEnter(fillPrices[rules.DelayBars], 1);
        }
        return ledger;
    }

    private static double Leave(SimulationInput input, Ledger ledger)
    {
        if (ledger.Shares > 0)
        {
            ledger.Leave(input.Bars.Close[input.End - 1], ExitReason.EndOfData, 0, 0, 0, 0);
        }
        return ledger.Cash;
    }
}
