using Microsoft.Extensions.Logging;
using Quant.Catalog;
using Quant.Catalog.Features;
using Quant.Features.Sets;
using Quant.Grains.Faults;
using Quant.Grains.Interfaces.Faults;
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
    WorkPool pool,
    ILogger<FeatureGrain> log
) : Grain, IFeatureGrain
{
    /// <summary>Name of the storage its checkpoints are in.</summary>
    public const string Storage = "catalog";

    /// <summary>How long after a change of bars further changes are waited for.</summary>
    private static readonly TimeSpan s_settling = TimeSpan.FromSeconds(5);

    private readonly WorkProgress _progress = new();
    private IGrainTimer? _rebuild;
    private bool _isToRebuild;

    public Task<FeatureReport> BuildAsync(FeatureRequest request, CancellationToken cancellation) =>
        Translated.RunAsync(() =>
            _progress.TrackAsync("checking the spec", () => BuildCheckedAsync(request, cancellation))
        );

    public Task BarsChangedAsync()
    {
        if (_isToRebuild)
        {
            return Task.CompletedTask;
        }
        _isToRebuild = true;
        if (_rebuild is not null)
        {
            _rebuild.Change(s_settling, Timeout.InfiniteTimeSpan);
            return Task.CompletedTask;
        }
        _rebuild = this.RegisterGrainTimer(
            RebuildAsync,
            new GrainTimerCreationOptions(s_settling, Timeout.InfiniteTimeSpan) { KeepAlive = true }
        );
        return Task.CompletedTask;
    }

    public Task<WorkStatus> GetStatusAsync() => Task.FromResult(_progress.Status);

    private async Task RebuildAsync(CancellationToken cancellation)
    {
        _isToRebuild = false;
        if (checkpoints.State.Request is not { } request)
        {
            return;
        }
        try
        {
            await BuildAsync(request, cancellation);
        }
        catch (Exception fault)
            when (fault is BadRequestException or StorageUnavailableException or OperationCanceledException)
        {
            // Nothing is lost: they are computed when they are asked for.
            log.LogWarning(
                "{Features} are not up to date with their bars: {Reason}",
                this.GetPrimaryKeyString(),
                fault.Message
            );
        }
    }

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
        await catalog.FeatureReaders.AddAsync(
            new FeatureReader(resolved.Dataset, resolved.Primary.Query.Symbol),
            [.. resolved.Context.Prepend(resolved.Primary).Select(source => source.Query.Symbol).Distinct()],
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
            checkpoints.State = StoredCheckpoints.Of(request, kept);
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
