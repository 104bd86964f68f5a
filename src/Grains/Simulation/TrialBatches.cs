using System.Diagnostics;
using Orleans.Runtime;
using Quant.Catalog;
using Quant.Catalog.Studies;
using Quant.Grains.Interfaces.Simulation;
using Quant.Grains.Series;
using Quant.Grains.Work;
using Quant.Search.Objectives;
using Quant.Search.Studies;
using Quant.Simulation.Batch;
using Quant.Simulation.Inputs;
using Quant.Simulation.Results;
using Quant.Simulation.Rules;
using Quant.Specs;

namespace Quant.Grains.Simulation;

/// <summary>Simulates batches of a study's trials over the selection and hold-out periods, and records them.</summary>
public sealed class TrialBatches(
    CatalogStore catalog,
    StudyPlans plans,
    ModelSeriesCache cache,
    WorkPool pool,
    ILocalSiloDetails silo
)
{
    public async Task<BatchReport> RunAsync(BatchRequest request, CancellationToken cancellation)
    {
        var plan = await plans.GetAsync(request.Study, request.StudyJson, cancellation);
        var model = Fingerprint.Parse(request.Model, "model");
        foreach (var trial in request.Trials.Where(trial => trial < 0 || trial >= plan.Trials))
        {
            throw new BadInputException("trials", trial, $"indexes from 0 to {plan.Trials - 1}");
        }
        var configurations = request.Trials.Select(trial => Configuration(plan, trial)).ToList();
        var columns = configurations.SelectMany(c => RuleColumns.Of(c.Rules)).Distinct().ToList();
        var series = await cache.GetAsync(model, columns, cancellation);
        var made = await pool.RunAsync(
            WorkLabel.Trials(request.Study),
            stop => Simulate(request, plan, series, configurations, stop),
            cancellation
        );
        var recorded = await catalog.Trials.RecordAsync(made.Trials, cancellation);
        var here = new KeyValuePair<string, object?>("silo", silo.Name);
        SimulationMeters.Trials.Add(recorded, here);
        SimulationMeters.Bars.Add(made.BarConfigurations, here);
        var feasible = made.Trials.Where(t => t is { Violated: null, Score: not null }).Select(t => t.Score).ToList();
        return new BatchReport(
            made.Trials.Count,
            recorded,
            made.BarConfigurations,
            made.KernelMs,
            feasible.Count == 0 ? null
                : plan.Objective.Direction == Direction.Maximise ? feasible.Max()
                : feasible.Min()
        );
    }

    /// <summary>A combination the rules do not allow is a failed trial, not a failed study.</summary>
    private static (long Trial, SimulationRules? Rules, string? Error) Configuration(StudyPlan plan, long trial)
    {
        try
        {
            var rules = plan.RulesOf(trial);
            RuleColumns.Check(rules, plan.Models[plan.ModelOf(trial)].Features.Names, "rules");
            return (trial, rules, null);
        }
        catch (BadInputException fault)
        {
            return (trial, null, fault.Message);
        }
    }

    private (IReadOnlyList<TrialRecord> Trials, long BarConfigurations, double KernelMs) Simulate(
        BatchRequest request,
        StudyPlan plan,
        ModelSeries series,
        IReadOnlyList<(long Trial, SimulationRules? Rules, string? Error)> configurations,
        CancellationToken cancellation
    )
    {
        var rules = configurations.Where(c => c.Rules is not null).Select(c => c.Rules!).ToList();
        var (selection, holdOut) = Inputs(request, plan, series);
        var clock = Stopwatch.StartNew();
        var selected = new BatchSimulator(selection).Run(rules, cancellation: cancellation);
        var held = new BatchSimulator(holdOut).Run(rules, cancellation: cancellation);
        var elapsed = clock.Elapsed;
        var trials = new List<TrialRecord>(configurations.Count);
        var next = 0;
        foreach (var (trial, allowed, error) in configurations)
        {
            var record = allowed is null
                ? Failed(request, series.Model, trial, error!)
                : Completed(request, plan, series.Model, trial, allowed, selected[next].Metrics, held[next++].Metrics);
            trials.Add(record with { ElapsedMicros = (long)(elapsed.TotalMicroseconds / Math.Max(1, rules.Count)) });
        }
        return (trials, (long)rules.Count * (selection.Count + holdOut.Count), elapsed.TotalMilliseconds);
    }

    private static (SimulationInput Selection, SimulationInput HoldOut) Inputs(
        BatchRequest request,
        StudyPlan plan,
        ModelSeries series
    )
    {
        var start = series.Bars.FirstAtOrAfter(request.FromTs);
        var split = series.Bars.FirstAtOrAfter(request.SplitTs);
        var end = series.Bars.FirstAtOrAfter(request.ToTs);
        var least = 2 * plan.Spec.Blocks;
        if (split - start < least || end - split < 2)
        {
            throw new BadInputException(
                "holdOut",
                plan.Spec.HoldOut,
                $"a part that leaves at least {least} bars before the split and 2 after it; there are {end - start} with predictions"
            );
        }
        return (series.Input(start, split, plan.Spec.Blocks), series.Input(split, end, plan.Spec.Blocks));
    }

    private TrialRecord Completed(
        BatchRequest request,
        StudyPlan plan,
        Fingerprint model,
        long trial,
        SimulationRules rules,
        SimulationMetrics selection,
        SimulationMetrics holdOut
    )
    {
        var assessment = plan.Objective.Assess(name => TrialMetrics.Value(selection, name));
        return new TrialRecord(
            request.Study,
            trial,
            FingerprintOf(request, model, rules),
            model,
            rules.ToCanonicalJson(),
            TrialStatus.Completed
        )
        {
            Score = TrialMetrics.Defined(assessment.Score),
            Selection = TrialMetrics.PeriodOf(selection),
            HoldOut = TrialMetrics.PeriodOf(holdOut),
            SelectionMetrics = TrialMetrics.ToJson(selection),
            HoldOutMetrics = TrialMetrics.ToJson(holdOut),
            BlockMoments = TrialMetrics.BlocksOf(selection),
            Violated = assessment.Violated,
            Silo = silo.Name,
        };
    }

    private TrialRecord Failed(BatchRequest request, Fingerprint model, long trial, string error) =>
        new(request.Study, trial, Fingerprint.Of(new { request.Study, trial }), model, "{}", TrialStatus.Failed)
        {
            Error = error,
            Silo = silo.Name,
        };

    private static Fingerprint FingerprintOf(BatchRequest request, Fingerprint model, SimulationRules rules) =>
        Fingerprint.Of(
            new
            {
                model,
                rules,
                from = request.FromTs,
                split = request.SplitTs,
                to = request.ToTs,
            }
        );
}
