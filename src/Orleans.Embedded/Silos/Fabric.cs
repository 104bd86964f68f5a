using System.Collections.Immutable;
using System.Net;

namespace Orleans.Runtime;

/// <summary>What the silos of a cluster share: who they are, the directory of activations, and state kept in memory.</summary>
internal sealed class Fabric : IDisposable
{
    private const int FirstPort = 11111;

    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<Endpoint, bool> _clients = new();
    private ImmutableArray<Silo> _silos = [];
    private ImmutableArray<Silo> _placeable = [];
    private ImmutableList<MembershipEntry> _gone = [];
    private int _ports;

    /// <summary>The one activation of each grain, and observers.</summary>
    public ConcurrentDictionary<GrainId, Activation> Directory { get; } = new();

    /// <summary>What outlives a single silo, by name.</summary>
    public ConcurrentDictionary<string, object> Shared { get; } = new();

    /// <summary>The silos that have joined and not left, in the order of their addresses.</summary>
    public ImmutableArray<Silo> Silos => _silos;

    /// <summary>Who was here: the silos that have left, in that order.</summary>
    public ImmutableList<MembershipEntry> Gone => _gone;

    /// <summary>The reminder services of the silos.</summary>
    public ConcurrentDictionary<Silo, LocalReminders> Reminders { get; } = new();

    /// <summary>Raised after the silos that activations are placed on have changed.</summary>
    public event Action? Changed;

    public SiloAddress AllocateAddress() =>
        SiloAddress.New(
            IPAddress.Loopback,
            FirstPort + Interlocked.Increment(ref _ports) - 1,
            SiloAddress.AllocateNewGeneration()
        );

    /// <summary>Silos that new activations may be placed on.</summary>
    public ImmutableArray<Silo> Placeable => _placeable;

    public void Join(Silo silo)
    {
        lock (_gate)
        {
            _silos = _silos.Add(silo).Sort(static (a, b) => a.Address.CompareTo(b.Address));
            _placeable = _placeable.Add(silo).Sort(static (a, b) => a.Address.CompareTo(b.Address));
        }

        Changed?.Invoke();
    }

    public void StopPlacing(Silo silo)
    {
        lock (_gate)
        {
            if (!_placeable.Contains(silo))
                return;
            _placeable = _placeable.Remove(silo);
        }

        Changed?.Invoke();
    }

    public void Leave(Silo silo)
    {
        lock (_gate)
        {
            _silos = _silos.Remove(silo);
            _placeable = _placeable.Remove(silo);
            _gone = _gone.Add(silo.Describe());
        }

        RemoveObservers(silo);
        foreach (var other in _silos)
            other.OnSiloGone(silo);
        foreach (var client in _clients.Keys)
            client.OnSiloGone(silo);
        Changed?.Invoke();
    }

    public int ClientCount => _clients.Count;

    public void Connect(Endpoint client) => _clients.TryAdd(client, true);

    public void Disconnect(Endpoint client)
    {
        _clients.TryRemove(client, out _);
        RemoveObservers(client);
    }

    /// <summary>The activation that is to take a call, made where there is none, but not started.</summary>
    public Activation Locate(GrainId grainId, Endpoint caller)
    {
        while (true)
        {
            if (Directory.TryGetValue(grainId, out var known))
            {
                if (!known.IsInvalid)
                    return known;
                Directory.TryRemove(new(grainId, known));
            }

            if (grainId.Type == GrainTypeInfo.Observer.GrainType)
                throw new ClientNotAvailableException(grainId);
            var type = GrainTypes.Get(grainId.Type);
            var silo = Placer.Choose(type.Placement, grainId, caller as Silo, _placeable);
            if (!type.Placement.IsUsingGrainDirectory)
                return silo.PickWorker(grainId, type);
            var activation = new Activation(silo, type, grainId);
            if (!Directory.TryAdd(grainId, activation))
                continue;
            silo.Adopt(activation);
            return activation;
        }
    }

    public void Dispose() => Shared.Clear();

    private void RemoveObservers(Endpoint owner)
    {
        foreach (var activation in Directory.Values)
        {
            if (activation.Type.IsObserver && ReferenceEquals(activation.Home, owner))
                activation.Kill();
        }
    }
}
