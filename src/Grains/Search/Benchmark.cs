using System.Text.Json.Nodes;
using Quant.Grains.Series;
using Quant.Grains.Simulation;
using Quant.Search.Studies;
using Quant.Simulation;
using Quant.Simulation.Inputs;
using Quant.Simulation.Rules;

namespace Quant.Grains.Search;

/// <summary>
/// Buying and holding over a study's periods: the study's own account, prices and costs, with a signal that always says
/// long and never says leave.
/// </summary>
internal static class Benchmark
{
    /// <summary>All metrics of both periods.</summary>
    public static JsonObject Of(ModelSeries series, StudySpec spec, StudyPeriods periods)
    {
        var start = series.Bars.FirstAtOrAfter(periods.FromTs);
        var split = series.Bars.FirstAtOrAfter(periods.SplitTs);
        var end = series.Bars.FirstAtOrAfter(periods.ToTs);
        return new JsonObject
        {
            ["symbol"] = series.Bars.Symbol.ToString(),
            ["selection"] = Run(series, spec, start, split),
            ["holdOut"] = Run(series, spec, split, end),
        };
    }

    private static JsonNode Run(ModelSeries series, StudySpec spec, int start, int end)
    {
        var always = new double[series.Bars.Count];
        Array.Fill(always, 1.0);
        var input = new SimulationInput(series.Bars, always, series.Calendar.PeriodsPerYear(series.Bars.Interval))
        {
            Start = start,
            End = end,
            MomentBlocks = spec.Blocks,
        };
        var rules = new SimulationRules
        {
            SignalExit = false,
            DelayBars = spec.Rules.DelayBars,
            PriceModel = spec.Rules.PriceModel,
            HalfSpreadBps = spec.Rules.HalfSpreadBps,
            SlippageBps = spec.Rules.SlippageBps,
            CommissionPerOrder = spec.Rules.CommissionPerOrder,
            CommissionPerShare = spec.Rules.CommissionPerShare,
            CommissionPercent = spec.Rules.CommissionPercent,
            CommissionMinimum = spec.Rules.CommissionMinimum,
            WholeShares = spec.Rules.WholeShares,
            InitialCapital = spec.Rules.InitialCapital,
        };
        return JsonNode.Parse(TrialMetrics.ToJson(Simulator.Run(input, rules).Metrics))!;
    }
}
