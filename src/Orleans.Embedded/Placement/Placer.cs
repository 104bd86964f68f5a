using System.Collections.Immutable;

namespace Orleans.Runtime;

/// <summary>
/// Chooses silos for new activations. The silos of a process share its processors and memory, so what a placement by
/// resources can tell them apart by is the number of their activations; among equals it prefers the caller's silo, as
/// Orleans does within a margin of 5 %.
/// </summary>
internal static class Placer
{
    private const double LocalMargin = 0.05;

    /// <exception cref="SiloUnavailableException">There is no silo.</exception>
    public static Silo Choose(PlacementStrategy strategy, GrainId grainId, Silo? caller, ImmutableArray<Silo> silos)
    {
        if (silos.IsEmpty)
            throw new SiloUnavailableException($"There is no active silo to place {grainId} on.");
        if (silos.Length == 1)
            return silos[0];
        var local = caller is not null && silos.Contains(caller) ? caller : null;
        return strategy switch
        {
            PreferLocalPlacement or StatelessWorkerPlacement => local ?? Any(silos),
            HashBasedPlacement => silos[(int)(grainId.GetUniformHashCode() % (uint)silos.Length)],
            ActivationCountBasedPlacement => LessUsed(Any(silos), Any(silos)),
            ResourceOptimizedPlacement => LeastUsed(silos, local),
            _ => Any(silos),
        };
    }

    private static Silo Any(ImmutableArray<Silo> silos) => silos[Random.Shared.Next(silos.Length)];

    private static Silo LessUsed(Silo a, Silo b) => a.ActivationCount <= b.ActivationCount ? a : b;

    private static Silo LeastUsed(ImmutableArray<Silo> silos, Silo? local)
    {
        var start = Random.Shared.Next(silos.Length);
        var best = silos[start];
        for (var i = 1; i < silos.Length; i++)
            best = LessUsed(best, silos[(start + i) % silos.Length]);
        return local is not null && local.ActivationCount <= best.ActivationCount * (1 + LocalMargin) ? local : best;
    }
}
