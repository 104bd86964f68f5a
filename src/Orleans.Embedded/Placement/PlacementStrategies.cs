namespace Orleans.Runtime;

/// <summary>Where the activations of a grain type live.</summary>
public abstract class PlacementStrategy
{
    /// <summary>Whether there is at most one activation, which the directory knows.</summary>
    public virtual bool IsUsingGrainDirectory => true;
}

/// <inheritdoc cref="Orleans.Placement.RandomPlacementAttribute"/>
public sealed class RandomPlacement : PlacementStrategy;

/// <inheritdoc cref="Orleans.Placement.PreferLocalPlacementAttribute"/>
public sealed class PreferLocalPlacement : PlacementStrategy;

/// <inheritdoc cref="Orleans.Placement.HashBasedPlacementAttribute"/>
public sealed class HashBasedPlacement : PlacementStrategy;

/// <inheritdoc cref="Orleans.Placement.ActivationCountBasedPlacementAttribute"/>
public sealed class ActivationCountBasedPlacement : PlacementStrategy;

/// <inheritdoc cref="Orleans.Placement.ResourceOptimizedPlacementAttribute"/>
public sealed class ResourceOptimizedPlacement : PlacementStrategy;

/// <inheritdoc cref="Orleans.Concurrency.StatelessWorkerAttribute"/>
internal sealed class StatelessWorkerPlacement(int maxLocalWorkers) : PlacementStrategy
{
    public override bool IsUsingGrainDirectory => false;

    public int MaxLocalWorkers { get; } = maxLocalWorkers > 0 ? maxLocalWorkers : Environment.ProcessorCount;
}
