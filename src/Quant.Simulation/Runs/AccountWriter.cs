using System.Globalization;
using Quant.Simulation.Inputs;
using Quant.Simulation.Results;
using Quant.Simulation.Rules;
using Quant.Simulation.Signals;
using Quant.Specs;

namespace Quant.Simulation.Runs;

/// <summary>Puts the counts of a run into plain words.</summary>
internal static class AccountWriter
{
    public static SimulationAccount Write(
        SimulationInput input,
        SimulationRules rules,
        RunCounts counts,
        SimulationMetrics metrics
    )
    {
        var steps = new List<AccountStep>();
        Rows(steps, input, counts);
        Signals(steps, rules, counts);
        Orders(steps, rules, counts);
        Exits(steps, counts);
        Costs(steps, rules, metrics);
        return new SimulationAccount(steps);
    }

    private static void Rows(List<AccountStep> steps, SimulationInput input, RunCounts counts)
    {
        var bars = input.Bars;
        var from = UnixMicros.Format(bars.Ts[input.Start]);
        var to = UnixMicros.Format(bars.Ts[input.End - 1]);
        Add(steps, "rowsIn", input.Count, n => $"{n} bars of {bars.Symbol} {bars.Interval} in, {from} to {to}.");
        var sample = input.InSample
            ? "; IN-SAMPLE: the model was trained on these rows, so the result says nothing about the future"
            : "";
        Add(steps, "predictions", counts.Predictions, n => $"{n} of them have a prediction{sample}.");
    }

    private static void Signals(List<AccountStep> steps, SimulationRules rules, RunCounts counts)
    {
        Add(
            steps,
            "signals",
            counts.Signals,
            n => $"{n} entry signals beyond the threshold while an entry was possible."
        );
        Blocked("volatility", EntryVerdict.BlockedByVolatility, "the volatility-scaled threshold");
        Blocked("outlier", EntryVerdict.BlockedByOutlier, "the outlier cut-off");
        for (var g = 0; g < rules.Gates.Count; g++)
        {
            var gate = rules.Gates[g];
            var allowed = string.Join(", ", gate.Allowed.Select(v => v.ToString(CultureInfo.InvariantCulture)));
            Add(
                steps,
                $"blocked.regime.{gate.Column}",
                counts.BlockedByGate[g],
                n => $"{n} blocked by the regime gate {gate.Column} (allowed: {allowed})."
            );
        }
        Blocked("confirmation", EntryVerdict.BlockedByConfirmation, "the second model");
        Blocked("cooldown", EntryVerdict.BlockedByCooldown, "the wait after an exit");

        void Blocked(string name, EntryVerdict verdict, string by)
        {
            if (counts.Blocked[(int)verdict] > 0)
            {
                Add(steps, $"blocked.{name}", counts.Blocked[(int)verdict], n => $"{n} blocked by {by}.");
            }
        }
    }

    private static void Orders(List<AccountStep> steps, SimulationRules rules, RunCounts counts)
    {
        var delay = rules.DelayBars == 1 ? "one bar" : $"{rules.DelayBars} bars";
        Add(
            steps,
            "orders",
            counts.EntryOrders + counts.ExitOrders,
            n =>
                $"{n} orders, to fill {delay} later: {counts.EntryOrders} entries and {counts.ExitOrders} exits, "
                + $"{counts.Reversals} of which reverse the position."
        );
        Optional("orders.dropped", counts.Dropped, "exit orders dropped because the position had been closed before.");
        Optional("orders.refused", counts.Refused, "entries refused: the money did not reach for a share.");
        Optional("orders.unfilled", counts.Unfilled, "order not filled: its bar lies past the end.");
        Add(steps, "entries", counts.Entries, n => $"{n} positions opened.");

        void Optional(string name, int count, string text)
        {
            if (count > 0)
            {
                Add(steps, name, count, n => $"{n} {text}");
            }
        }
    }

    private static void Exits(List<AccountStep> steps, RunCounts counts)
    {
        foreach (var reason in Enum.GetValues<ExitReason>())
        {
            if (counts.Exits[(int)reason] == 0)
            {
                continue;
            }
            var (name, text) = reason switch
            {
                ExitReason.Signal => ("signal", "closed by the signal."),
                ExitReason.Stop => ("stop", "closed by the stop."),
                ExitReason.Target => ("target", "closed at the target."),
                ExitReason.Trailing => ("trailing", "closed by the trailing stop."),
                ExitReason.MaxHold => ("maxHold", "closed because held long enough."),
                ExitReason.Liquidation => ("liquidation", "closed because equity was used up."),
                _ => ("endOfData", "still open at the last bar: closed at its close, artificially."),
            };
            Add(steps, $"exits.{name}", counts.Exits[(int)reason], n => $"{n} {text}");
        }
    }

    private static void Costs(List<AccountStep> steps, SimulationRules rules, SimulationMetrics metrics)
    {
        Add(steps, "fees", metrics.Fees, n => $"{n} paid in commissions.");
        Add(steps, "slippageCost", metrics.SlippageCost, n => $"{n} lost to spread and slippage.");
        if (metrics.BorrowCost > 0)
        {
            Add(steps, "borrowCost", metrics.BorrowCost, n => $"{n} paid to borrow shares.");
        }
        var start = rules.InitialCapital.ToString("0.00", CultureInfo.InvariantCulture);
        Add(steps, "finalEquity", metrics.FinalEquity, n => $"{start} became {n}.");
    }

    private static void Add(List<AccountStep> steps, string name, int count, Func<string, string> text) =>
        steps.Add(new AccountStep(name, count, text(count.ToString("N0", CultureInfo.InvariantCulture))));

    private static void Add(List<AccountStep> steps, string name, double money, Func<string, string> text) =>
        steps.Add(new AccountStep(name, money, text(money.ToString("0.00", CultureInfo.InvariantCulture))));
}
