using Quant.Grains.Work;

namespace Quant.Silo.Hosting;

/// <summary>How one silo works.</summary>
public sealed record QuantSiloOptions
{
    /// <summary>Threads for long computations; default one less than the machine has, at least 1.</summary>
    public int Threads { get; init; } = WorkPool.DefaultThreads;

    /// <summary>Memory for series kept between batches, in bytes; default 1 GiB.</summary>
    public long SeriesCacheBytes { get; init; } = 1L << 30;

    /// <summary>Most trials a study may have; default 1,000,000.</summary>
    public long MaxTrials { get; init; } = 1_000_000;
}
