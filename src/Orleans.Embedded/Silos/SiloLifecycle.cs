namespace Orleans.Runtime;

/// <summary>The stages of a silo's life and who takes part in them.</summary>
internal sealed class SiloLifecycle(EngineLog log) : ISiloLifecycle
{
    private readonly List<(int Stage, string Name, ILifecycleObserver Observer)> _observers = [];

    public int HighestCompletedStage { get; private set; } = int.MinValue;

    public int LowestStoppedStage { get; private set; } = int.MaxValue;

    public IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        var entry = (stage, observerName, observer);
        _observers.Add(entry);
        return new Unsubscriber(() => _observers.Remove(entry));
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var stage in _observers.GroupBy(o => o.Stage).OrderBy(g => g.Key).ToArray())
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.WhenAll(stage.Select(o => o.Observer.OnStart(cancellationToken)));
            HighestCompletedStage = stage.Key;
        }
    }

    /// <summary>Stops the stages above the given one.</summary>
    public Task StopAboveAsync(int stage, CancellationToken cancellationToken) =>
        StopAsync(s => s > stage, cancellationToken);

    /// <summary>Stops the stages that were not stopped yet.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => StopAsync(_ => true, cancellationToken);

    private async Task StopAsync(Func<int, bool> which, CancellationToken cancellationToken)
    {
        var stages = _observers
            .Where(o => o.Stage <= HighestCompletedStage && o.Stage < LowestStoppedStage && which(o.Stage))
            .GroupBy(o => o.Stage)
            .OrderByDescending(g => g.Key);
        foreach (var stage in stages.ToArray())
        {
            foreach (var (_, name, observer) in stage)
            {
                try
                {
                    await observer.OnStop(cancellationToken);
                }
                catch (Exception failure)
                {
                    log.StopFailed(failure, name, stage.Key);
                }
            }

            LowestStoppedStage = stage.Key;
        }
    }
}
