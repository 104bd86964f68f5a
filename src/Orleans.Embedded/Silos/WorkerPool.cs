using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>The activations of one stateless worker in one silo.</summary>
internal sealed class WorkerPool
{
    private readonly List<Activation> _workers = [];
    private bool _isClosed;

    /// <summary>An idle worker, else a new one where there may be more, else the least loaded. False: the pool has ended.</summary>
    public bool TryPick(
        Silo silo,
        GrainId grainId,
        GrainTypeInfo type,
        [NotNullWhen(true)] out Activation? worker,
        out bool isNew
    )
    {
        lock (_workers)
        {
            isNew = false;
            worker = null;
            if (_isClosed)
                return false;
            foreach (var candidate in _workers)
            {
                if (candidate.State >= ActivationState.Deactivating)
                    continue;
                if (worker is null || candidate.Load < worker.Load)
                    worker = candidate;
                if (worker.Load == 0)
                    return true;
            }

            if (worker is not null && _workers.Count >= ((StatelessWorkerPlacement)type.Placement).MaxLocalWorkers)
                return true;
            worker = new Activation(silo, type, grainId);
            _workers.Add(worker);
            isNew = true;
            return true;
        }
    }

    /// <summary>Whether the pool has ended with this worker.</summary>
    public bool Remove(Activation worker)
    {
        lock (_workers)
        {
            _workers.Remove(worker);
            return _isClosed = _workers.Count == 0;
        }
    }
}
