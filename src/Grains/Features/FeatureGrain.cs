using Quant.Catalog;
using Quant.Features.Sets;
using Quant.Grains.Faults;
using Quant.Grains.Interfaces.Features;
using Quant.Grains.Interfaces.Progress;
using Quant.Grains.Specs;
using Quant.Grains.Work;
using Quant.MarketData.Adjustments;
using Quant.MarketData.Bars;
using Quant.Specs;

namespace Quant.Grains.Features;

/// <inheritdoc cref="IFeatureGrain"/>
public sealed class FeatureGrain(
    [PersistentState("checkpoints", FeatureGrain.Storage)] IPersistentState<StoredCheckpoints> checkpoints,
    CatalogStore catalog,
    SpecResolver specs,
    FeatureBuilder builder,
    WorkPool pool
) : Grain, IFeatureGrain
{
    /// <summary>Name of the storage its checkpoints are in.</summary>
    public const string Storage = "catalog";

    private readonly WorkProgress _progress = new();

    public Task<FeatureReport> BuildAsync(FeatureRequest request, CancellationToken cancellation) =>
        Translated.RunAsync(() =>
            _progress.TrackAsync("checking the spec", () => BuildCheckedAsync(request, cancellation))
        );

    public Task<WorkStatus> GetStatusAsync() => Task.FromResult(_progress.Status);

    private async Task<FeatureReport> BuildCheckedAsync(FeatureRequest request, CancellationToken cancellation)
    {
        var resolved = await specs.FeaturesAsync(
            Symbol.Parse(request.Symbol),
            Interval.Parse(request.Interval),
            AdjustmentWords.Parse(request.Adjustment),
            FeatureSetSpec.Parse(request.FeatureSetJson),
            cancellation
        );
        var key = $"{resolved.Dataset}|{resolved.Primary.Query.Symbol}";
        if (key != this.GetPrimaryKeyString())
        {
            throw new BadInputException("features", this.GetPrimaryKeyString(), $"{key}, the key of this feature set");
        }
        await catalog.FeatureSets.TryAddAsync(
            resolved.Dataset,
            resolved.Set.Name,
            request.FeatureSetJson,
            cancellation
        );
        var plan = await builder.PlanAsync(resolved, cancellation);
        if (plan.Changed.Count > 0)
        {
            _progress.Report("computing", 0, plan.Changed.Count);
            // Until all is done, the checkpoints included, none of it counts as built: a later build goes on from a
            // checkpoint only if nothing before it is to be computed anew.
            var (symbol, interval) = (resolved.Primary.Query.Symbol, resolved.Primary.Query.Interval);
            await catalog.FeatureBuilds.ForgetAsync(resolved.Dataset, symbol, interval, plan.Changed, cancellation);
            var earlier = checkpoints.State;
            var kept = await pool.RunAsync(
                WorkLabel.Features(symbol),
                stop => builder.Build(resolved, plan, earlier.Read(), stop),
                cancellation
            );
            checkpoints.State = StoredCheckpoints.Of(kept);
            await checkpoints.WriteStateAsync();
            await builder.RecordAsync(resolved, plan, cancellation);
        }
        return new FeatureReport(
            resolved.Dataset.ToString(),
            resolved.Primary.Query.Symbol.ToString(),
            [.. resolved.Set.Names],
            await builder.RowsAsync(resolved, cancellation),
            plan.Changed.Count,
            plan.Periods.Count - plan.Changed.Count,
            resolved.Set.Warmup
        );
    }
}
