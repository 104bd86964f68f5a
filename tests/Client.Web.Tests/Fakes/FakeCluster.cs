using System.Net;
using Orleans.Runtime;
using Quant.Client.Web.Cluster;
using Quant.Grains.Interfaces.Cluster;

namespace Quant.Client.Web.Tests.Fakes;

/// <summary>Silos that exist on paper only: what they are, what they told, and who adds and drains them.</summary>
public sealed class FakeCluster : IClusterReportsGrain, ISiloControl
{
    private int _port = 11110;

    public FakeCluster() => Join("silo-1");

    public List<(string Name, SiloAddress Address, SiloStatus Status)> Silos { get; } = [];

    public List<SimpleGrainStatistic> Activations { get; } = [];

    public List<SiloReport> Reports { get; } = [];

    /// <summary>What a drain waits for before the silo has gone.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>Names of silos that have not told them yet.</summary>
    public HashSet<string> Untold { get; } = [];

    public string? Unavailable { get; set; }

    public (string Name, string Reason)? Kept { get; set; }

    public SiloAddress Join(string name)
    {
        var address = SiloAddress.New(IPAddress.Loopback, ++_port, 1);
        Silos.Add((name, address, SiloStatus.Active));
        Reports.Add(Report(name, address));
        return address;
    }

    public Task TellAsync(SiloReport report) => throw new NotSupportedException();

    public Task<SiloReport[]> ReadAsync() => Task.FromResult(Reports.ToArray());

    public Task AddAsync(string name, CancellationToken cancellation)
    {
        if (Untold.Contains(name))
        {
            throw new ArgumentException($"There is a silo '{name}' already.", nameof(name));
        }
        Join(name);
        return Task.CompletedTask;
    }

    public async Task DrainAsync(string name)
    {
        var index = Silos.FindIndex(silo => silo.Name == name && silo.Status != SiloStatus.Dead);
        Silos[index] = Silos[index] with { Status = SiloStatus.ShuttingDown };
        await Gate;
        Silos[index] = Silos[index] with { Status = SiloStatus.Dead };
    }

    /// <summary>An idle silo of process 7 on the machine "host".</summary>
    public static SiloReport Report(string name, SiloAddress address) =>
        new(
            address.ToParsableString(),
            name,
            DateTimeOffset.UnixEpoch,
            DateTimeOffset.UnixEpoch,
            new ProcessReport("host", 7, 4, double.NaN, 1000, 500, 8000),
            new WorkReport(3, 0, []),
            new CallsReport(0, 0, 60, []),
            []
        );
}
