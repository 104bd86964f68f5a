namespace Quant.Simulation.Batch;

/// <summary>How a batch is run; none of it changes a result.</summary>
public sealed record BatchOptions
{
    /// <summary>Threads at most, the caller's included; 1 runs on the caller's alone.</summary>
    public int MaxThreads { get; init; } = 1;

    /// <summary>Whether to keep the trades of every configuration.</summary>
    public bool KeepTrades { get; init; }

    /// <summary>Bytes of signal bitmaps to keep at a time, roughly.</summary>
    public long BitmapBytes { get; init; } = 256L << 20;
}
