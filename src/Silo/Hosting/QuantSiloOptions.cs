using Quant.Grains.Ingest;
using Quant.Grains.Work;
using Quant.MarketData.Providers.Registry;

namespace Quant.Silo.Hosting;

/// <summary>How one silo works.</summary>
public sealed record QuantSiloOptions
{
    /// <summary>The silo's name, in logs, on threads and beside what it computed.</summary>
    public string Name { get; init; } = "silo-1";

    /// <summary>Threads for long computations; default one less than the machine has, at least 1.</summary>
    public int Threads { get; init; } = WorkPool.DefaultThreads;

    /// <summary>Memory for series kept between batches, in bytes; default 1 GiB.</summary>
    public long SeriesCacheBytes { get; init; } = 1L << 30;

    /// <summary>Most trials a study may have; default 1,000,000.</summary>
    public long MaxTrials { get; init; } = 1_000_000;

    /// <summary>Where bars can be asked for; shared by the silos of a process, which share what providers allow.</summary>
    public ProviderRegistry Providers { get; init; } = new([]);

    /// <summary>What ingestion does unless a request says otherwise.</summary>
    public IngestSettings Ingest { get; init; } = new();
}
