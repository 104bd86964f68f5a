namespace Orleans.Runtime;

/// <summary>The stages in the life of a silo or an activation, and who takes part in them.</summary>
internal sealed class StagedLifecycle(EngineLog log, object owner) : ISiloLifecycle, IGrainLifecycle
{
    private readonly List<Participant> _participants = [];
    private int _highestStarted = int.MinValue;
    private long _lowestStopped = long.MaxValue;

    public IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        var participant = new Participant(_participants, stage, observerName, observer);
        _participants.Add(participant);
        return participant;
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var stage in _participants.GroupBy(p => p.Stage).OrderBy(g => g.Key).ToArray())
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.WhenAll(stage.Select(p => p.Observer.OnStart(cancellationToken))).WaitAsync(cancellationToken);
            _highestStarted = stage.Key;
        }
    }

    /// <summary>Stops the stages, from the given one up, that were started and not stopped yet.</summary>
    public async Task StopAsync(CancellationToken cancellationToken, int from = int.MinValue)
    {
        var running = _participants.Where(p => p.Stage <= _highestStarted && p.Stage < _lowestStopped);
        foreach (var participant in running.Where(p => p.Stage >= from).OrderByDescending(p => p.Stage).ToArray())
        {
            _lowestStopped = participant.Stage;
            try
            {
                await participant.Observer.OnStop(cancellationToken).WaitAsync(cancellationToken);
            }
            catch (Exception failure)
            {
                log.StopFailed(failure, participant.Name, participant.Stage, owner);
            }
        }
    }

    private sealed class Participant(List<Participant> all, int stage, string name, ILifecycleObserver observer)
        : IDisposable
    {
        public int Stage => stage;

        public string Name => name;

        public ILifecycleObserver Observer => observer;

        public void Dispose() => all.Remove(this);
    }
}
