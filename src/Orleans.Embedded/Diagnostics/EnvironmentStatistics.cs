namespace Orleans.Statistics;

/// <summary>The load of the process, and of the machine or container it runs in.</summary>
[GenerateSerializer]
public readonly struct EnvironmentStatistics
{
    internal EnvironmentStatistics(float cpu, long memory, long limit)
    {
        FilteredCpuUsagePercentage = RawCpuUsagePercentage = cpu;
        FilteredMemoryUsageBytes = RawMemoryUsageBytes = memory;
        FilteredAvailableMemoryBytes = RawAvailableMemoryBytes = Math.Max(0, limit - memory);
        MaximumAvailableMemoryBytes = limit;
    }

    /// <summary>Use of all processors together, 0 to 100.</summary>
    [Id(0)]
    public readonly float FilteredCpuUsagePercentage;

    [Id(1)]
    public readonly long FilteredMemoryUsageBytes;

    [Id(2)]
    public readonly long FilteredAvailableMemoryBytes;

    /// <summary>What there is for the process to use.</summary>
    [Id(3)]
    public readonly long MaximumAvailableMemoryBytes;

    [Id(4)]
    public readonly float RawCpuUsagePercentage;

    [Id(5)]
    public readonly long RawMemoryUsageBytes;

    [Id(6)]
    public readonly long RawAvailableMemoryBytes;
}

/// <summary>Gives <see cref="EnvironmentStatistics"/>.</summary>
public interface IEnvironmentStatisticsProvider
{
    EnvironmentStatistics GetEnvironmentStatistics();
}

/// <summary>Of this process, which its silos share. The use of processors is that since it was last asked for, a second at least.</summary>
internal sealed class ProcessStatistics : IEnvironmentStatisticsProvider
{
    private static readonly Lock s_gate = new();
    private static DateTime s_taken = System.Diagnostics.Process.GetCurrentProcess().StartTime.ToUniversalTime();
    private static TimeSpan s_used;
    private static float s_cpu;

    public EnvironmentStatistics GetEnvironmentStatistics()
    {
        lock (s_gate)
        {
            var now = DateTime.UtcNow;
            var elapsed = now - s_taken;
            if (elapsed >= TimeSpan.FromSeconds(1))
            {
                var used = Environment.CpuUsage.TotalTime;
                s_cpu = (float)Math.Clamp((used - s_used) / elapsed / Environment.ProcessorCount * 100, 0, 100);
                (s_taken, s_used) = (now, used);
            }

            return new(s_cpu, Environment.WorkingSet, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
        }
    }
}
