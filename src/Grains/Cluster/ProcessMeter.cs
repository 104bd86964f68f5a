using Quant.Grains.Interfaces.Cluster;

namespace Quant.Grains.Cluster;

/// <summary>Measures the process this runs in. Used by one thread.</summary>
internal sealed class ProcessMeter(TimeProvider clock)
{
    private long _at;
    private TimeSpan _cpu;

    public ProcessReport Read()
    {
        var now = clock.GetTimestamp();
        var cpu = Environment.CpuUsage.TotalTime;
        var elapsed = _at == 0 ? TimeSpan.Zero : clock.GetElapsedTime(_at, now);
        var share = elapsed > TimeSpan.Zero ? (cpu - _cpu) / (elapsed * Environment.ProcessorCount) : double.NaN;
        (_at, _cpu) = (now, cpu);
        return new ProcessReport(
            Environment.MachineName,
            Environment.ProcessId,
            Environment.ProcessorCount,
            Math.Min(share, 1),
            Environment.WorkingSet,
            GC.GetTotalMemory(forceFullCollection: false),
            GC.GetGCMemoryInfo().TotalAvailableMemoryBytes
        );
    }
}
