using Orleans.Runtime;
using Quant.Client.Web.Contracts;
using Quant.Grains.Interfaces.Cluster;

namespace Quant.Client.Web.Cluster;

/// <summary>Makes one picture of what the silos told.</summary>
internal static class ClusterFigures
{
    private const int MostMethods = 50;
    private const double P95 = 0.95;

    public static ClusterDto Of(
        string engine,
        ISiloControl control,
        IReadOnlyList<SiloState> silos,
        IReadOnlyList<SimpleGrainStatistic> statistics
    )
    {
        var activations = ActivationsOf(statistics);
        var processes = ProcessesOf(silos);
        return new ClusterDto(
            engine,
            new SiloControlDto(control.Unavailable is null, control.Unavailable),
            TotalsOf(silos, processes, activations),
            processes,
            [.. silos.Select(silo => SiloOf(silo, silos, activations, control))],
            activations,
            MethodsOf(silos)
        );
    }

    /// <summary>Why a silo cannot be drained here and now; null where it can.</summary>
    public static string? WhyNotDrained(SiloState silo, IReadOnlyList<SiloState> silos, ISiloControl control) =>
        control.Unavailable
        ?? (
            silo.Status == SiloStatus.Dead ? $"{silo.Name} has ended."
            : silo.Status is SiloStatus.ShuttingDown or SiloStatus.Stopping ? $"{silo.Name} is being drained."
            : control.Kept is { } kept && kept.Name == silo.Name ? kept.Reason
            : silo.Status == SiloStatus.Active && silos.Count(other => other.Status == SiloStatus.Active) < 2
                ? $"{silo.Name} is the last active silo; its grains would have nowhere to go."
            : null
        );

    private static ClusterSiloDto SiloOf(
        SiloState silo,
        IReadOnlyList<SiloState> silos,
        IReadOnlyList<ActivationsDto> activations,
        ISiloControl control
    )
    {
        var report = silo.Status == SiloStatus.Dead ? null : silo.Report;
        var calls = report?.Calls;
        var whyNot = WhyNotDrained(silo, silos, control);
        return new ClusterSiloDto(
            silo.Name,
            silo.Address,
            silo.Status.ToString(),
            silo.Report?.StartedAt,
            report is null ? null : KeyOf(report.Process),
            activations.Sum(type => type.BySilo.GetValueOrDefault(silo.Address)),
            report?.Work.Threads,
            report?.Work.Waiting,
            calls?.PerSecond,
            calls is null ? null : MeanOf(calls.Methods),
            calls is null ? null : LatencyBuckets.QuantileMs(Sum(calls.Methods), P95),
            silo.Report?.Calls.Exceptions,
            report is null ? [] : [.. report.Work.Running.Select(w => new RunningWorkDto(w.Kind, w.Subject, w.Since))],
            report is null ? [] : [.. report.History.Select(point => (double?)Math.Round(point.Busy, 3))],
            whyNot is null,
            whyNot
        );
    }

    private static ClusterTotalsDto TotalsOf(
        IReadOnlyList<SiloState> silos,
        IReadOnlyList<ProcessDto> processes,
        IReadOnlyList<ActivationsDto> activations
    )
    {
        var reports = Living(silos);
        var methods = reports.SelectMany(report => report.Calls.Methods).ToList();
        var processors = reports
            .GroupBy(report => report.Process.Host)
            .Sum(host => host.Max(report => report.Process.Processors));
        return new ClusterTotalsDto(
            silos.Count(silo => silo.Status == SiloStatus.Active),
            activations.Sum(type => type.Total),
            reports.Sum(report => report.Work.Threads),
            reports.Sum(report => report.Work.Running.Count),
            reports.Sum(report => report.Work.Waiting),
            reports.Sum(report => report.Calls.PerSecond),
            MeanOf(methods),
            LatencyBuckets.QuantileMs(Sum(methods), P95),
            silos.Sum(silo => silo.Report?.Calls.Exceptions ?? 0),
            processors,
            processors == 0
                ? null
                : processes.Sum(process => (process.Cpu ?? double.NaN) * process.Processors) / processors,
            processes.Sum(process => process.WorkingSetBytes)
        );
    }

    /// <summary>Every process once, as the latest of its silos measured it.</summary>
    private static IReadOnlyList<ProcessDto> ProcessesOf(IReadOnlyList<SiloState> silos) =>
        [
            .. Living(silos)
                .GroupBy(report => KeyOf(report.Process))
                .OrderBy(process => process.Key, StringComparer.Ordinal)
                .Select(process =>
                {
                    var latest = process.MaxBy(report => report.At)!.Process;
                    return new ProcessDto(
                        process.Key,
                        latest.Processors,
                        double.IsNaN(latest.Cpu) ? null : latest.Cpu,
                        latest.WorkingSetBytes,
                        latest.HeapBytes,
                        latest.MemoryLimitBytes,
                        process.Count()
                    );
                }),
        ];

    private static IReadOnlyList<ActivationsDto> ActivationsOf(IReadOnlyList<SimpleGrainStatistic> statistics) =>
        [
            .. statistics
                .GroupBy(statistic => ShortName(statistic.GrainType))
                .Select(type => new ActivationsDto(
                    type.Key,
                    type.Sum(statistic => statistic.ActivationCount),
                    type.GroupBy(statistic => statistic.SiloAddress.ToParsableString())
                        .OrderBy(silo => silo.Key, StringComparer.Ordinal)
                        .ToDictionary(silo => silo.Key, silo => silo.Sum(statistic => statistic.ActivationCount))
                ))
                .OrderByDescending(type => type.Total)
                .ThenBy(type => type.GrainType, StringComparer.Ordinal),
        ];

    private static IReadOnlyList<MethodDto> MethodsOf(IReadOnlyList<SiloState> silos)
    {
        var reports = Living(silos).Select(report => report.Calls).ToList();
        var all = reports.Sum(calls => calls.Methods.Sum(method => method.TotalMs));
        return
        [
            .. reports
                .SelectMany(calls => calls.Methods.Select(method => (method, seconds: calls.WindowSeconds)))
                .GroupBy(call => call.method.Name)
                .Select(calls =>
                {
                    var methods = calls.Select(call => call.method).ToList();
                    var time = methods.Sum(method => method.TotalMs);
                    return new MethodDto(
                        calls.Key,
                        methods.Sum(method => method.Calls),
                        calls.Sum(call => call.seconds > 0 ? call.method.Calls / call.seconds : 0),
                        MeanOf(methods),
                        LatencyBuckets.QuantileMs(Sum(methods), P95),
                        methods.Sum(method => method.Exceptions),
                        all > 0 ? time / all : 0
                    );
                })
                .OrderByDescending(method => method.TimeShare)
                .ThenBy(method => method.Name, StringComparer.Ordinal)
                .Take(MostMethods),
        ];
    }

    private static IReadOnlyList<SiloReport> Living(IReadOnlyList<SiloState> silos) =>
        [.. silos.Where(silo => silo.Status != SiloStatus.Dead).Select(silo => silo.Report).OfType<SiloReport>()];

    private static string KeyOf(ProcessReport process) => FormattableString.Invariant($"{process.Host}:{process.Id}");

    /// <summary>The class without its namespace and, on engines that tell it, its assembly.</summary>
    private static string ShortName(string type) => type.Split(',')[0].Split('.')[^1];

    private static double? MeanOf(IReadOnlyList<MethodReport> methods)
    {
        var calls = methods.Sum(method => method.Calls);
        return calls == 0 ? null : methods.Sum(method => method.TotalMs) / calls;
    }

    private static long[] Sum(IReadOnlyList<MethodReport> methods)
    {
        var sum = new long[LatencyBuckets.Count];
        foreach (var method in methods)
        {
            for (var i = 0; i < sum.Length; i++)
            {
                sum[i] += method.Buckets[i];
            }
        }
        return sum;
    }
}
