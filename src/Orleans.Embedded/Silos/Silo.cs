using System.Net;

namespace Orleans.Runtime;

/// <summary>One silo: its activations, their idle collection, its life.</summary>
internal sealed class Silo : Endpoint, ILocalSiloDetails
{
    private readonly ConcurrentDictionary<Activation, bool> _activations = new();
    private readonly ConcurrentDictionary<GrainId, WorkerPool> _workers = new();
    private readonly StagedLifecycle _lifecycle;
    private readonly Lock _gate = new();
    private readonly ClusterOptions _cluster;
    private ITimer? _collector;
    private volatile SiloStatus _status = SiloStatus.Created;
    private int _count;
    private long _endedReceived;
    private long _endedSent;

    public Silo(IServiceProvider services, OrleansEmbedded.EmbeddedCluster cluster)
        : base(services, cluster.Fabric, services.GetRequiredService<IOptions<SiloMessagingOptions>>().Value)
    {
        _cluster = services.GetRequiredService<IOptions<ClusterOptions>>().Value;
        _lifecycle = new StagedLifecycle(Log, this);
        Address = Fabric.AllocateAddress();
        var name = services.GetRequiredService<IOptions<SiloOptions>>().Value.SiloName;
        Name = string.IsNullOrEmpty(name) ? $"Silo_{Address.Endpoint.Port}" : name;
        Runtime = new GrainRuntime(this);
        Instruments.Observe(this);
        if (Collection.CollectionQuantum >= Collection.CollectionAge)
            throw new OrleansConfigurationException(
                $"{nameof(GrainCollectionOptions.CollectionAge)} is {Collection.CollectionAge}: it must be greater than {nameof(GrainCollectionOptions.CollectionQuantum)}, which is {Collection.CollectionQuantum}."
            );
    }

    public string Name { get; }

    public string ClusterId => _cluster.ClusterId;

    public override SiloAddress Address { get; }

    SiloAddress ILocalSiloDetails.SiloAddress => Address;

    public SiloStatus Status => _status;

    public GrainRuntime Runtime { get; }

    public int ActivationCount => Volatile.Read(ref _count);

    /// <summary>Calls its grains have begun since it started.</summary>
    public long Received => Volatile.Read(ref _endedReceived) + Activations.Sum(a => a.Received);

    /// <summary>Calls sent since it started.</summary>
    public long Sent => Volatile.Read(ref _endedSent) + SentByOthers + Activations.Sum(a => a.Sent);

    /// <summary>The reminders it ticks.</summary>
    public int ReminderCount => Fabric.Reminders.TryGetValue(this, out var reminders) ? reminders.Count : 0;

    /// <summary>When it began to start.</summary>
    public DateTime Started { get; private set; }

    public IEnumerable<Activation> Activations => _activations.Keys;

    /// <summary>The silo as others see it now.</summary>
    public MembershipEntry Describe() =>
        new()
        {
            SiloAddress = Address,
            SiloName = Name,
            Status = _status,
            HostName = "localhost",
            StartTime = Started,
            IAmAliveTime = Time.GetUtcNow().UtcDateTime,
        };

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        Serialization.SignatureCheck.Check(GrainTypes.Classes);
        _status = SiloStatus.Joining;
        Started = Time.GetUtcNow().UtcDateTime;
        foreach (var participant in Services.GetServices<ILifecycleParticipant<ISiloLifecycle>>())
            participant.Participate(_lifecycle);
        _lifecycle.Subscribe(
            "membership",
            ServiceLifecycleStage.BecomeActive,
            _ =>
            {
                _status = SiloStatus.Active;
                Fabric.Join(this);
                return Task.CompletedTask;
            }
        );
        _collector = Time.Start(Collection.CollectionQuantum, () => Collect(null));
        try
        {
            await _lifecycle.StartAsync(cancellationToken);
        }
        catch
        {
            Kill();
            throw;
        }
    }

    /// <summary>Ends every activation in good order, then leaves. Where the token is cancelled first, as by a kill.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_status is not (SiloStatus.Active or SiloStatus.Joining))
                return;
            _status = SiloStatus.ShuttingDown;
        }

        try
        {
            Fabric.StopPlacing(this);
            await _lifecycle.StopAsync(cancellationToken, from: ServiceLifecycleStage.BecomeActive + 1);
            while (!_activations.IsEmpty)
            {
                var reason = new DeactivationReason(
                    DeactivationReasonCode.ShuttingDown,
                    "This process is terminating."
                );
                var ending = _activations.Keys.ToArray();
                foreach (var activation in ending)
                    activation.Deactivate(reason, cancellationToken);
                await Task.WhenAll(ending.Select(a => a.Deactivated)).WaitAsync(cancellationToken);
            }

            await _lifecycle.StopAsync(cancellationToken);
        }
        finally
        {
            Kill();
        }
    }

    /// <summary>Ends the silo where it stands: nothing of it runs on, calls to it fail.</summary>
    public void Kill()
    {
        lock (_gate)
        {
            if (_status == SiloStatus.Dead)
                return;
            _status = SiloStatus.Dead;
        }

        _collector?.Dispose();
        // First of all nothing is placed here any more: a call would look for a silo again and again, and find this one.
        Fabric.StopPlacing(this);
        foreach (var activation in _activations.Keys)
        {
            activation.Kill();
            Remove(activation);
        }

        Fabric.Leave(this);
        Leave();
    }

    /// <summary>Takes an activation in.</summary>
    public void Adopt(Activation activation)
    {
        _activations.TryAdd(activation, true);
        Interlocked.Increment(ref _count);
        Instruments.Created.Add(1, activation.Type.Tag);
        Instruments.Grains.Add(1, activation.Type.Tag);
        if (_status != SiloStatus.Dead)
            return;
        activation.Kill();
        Remove(activation);
    }

    public void Remove(Activation activation)
    {
        if (!_activations.TryRemove(activation, out _))
            return;
        Interlocked.Decrement(ref _count);
        Instruments.Destroyed.Add(1, activation.Type.Tag);
        Instruments.Grains.Add(-1, activation.Type.Tag);
        Interlocked.Add(ref _endedReceived, activation.Received);
        Interlocked.Add(ref _endedSent, activation.Sent);
        if (
            activation.Type.CountsLoad
            && _workers.TryGetValue(activation.GrainId, out var pool)
            && pool.Remove(activation)
        )
            _workers.TryRemove(new(activation.GrainId, pool));
    }

    /// <summary>The worker that is to take the next call.</summary>
    public Activation PickWorker(GrainId grainId, GrainTypeInfo type)
    {
        while (true)
        {
            var pool = _workers.GetOrAdd(grainId, static _ => new WorkerPool());
            if (pool.TryPick(this, grainId, type, out var worker, out var isNew))
            {
                if (isNew)
                    Adopt(worker);
                return worker;
            }

            _workers.TryRemove(new(grainId, pool));
        }
    }

    /// <summary>Ends activations that are idle for longer than the limit; null: than the limit of their class.</summary>
    public void Collect(TimeSpan? limit)
    {
        var now = Time.GetTimestamp();
        Instruments.Collections.Add(1);
        foreach (var activation in _activations.Keys)
        {
            var age = limit ?? activation.Type.CollectionAge(Collection);
            if (age >= TimeSpan.Zero)
                activation.CollectIfIdle(now, age);
        }
    }
}
