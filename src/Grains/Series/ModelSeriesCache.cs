using Quant.Specs;

namespace Quant.Grains.Series;

/// <summary>
/// The series this silo has in memory, least recently used out first. A model that several batches ask for at once is
/// read once.
/// </summary>
public sealed class ModelSeriesCache(ModelSeriesLoader loader, long capacityBytes)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(Fingerprint Model, string Columns), LinkedListNode<Entry>> _byKey = [];
    private readonly LinkedList<Entry> _byUse = new();

    private sealed record Entry((Fingerprint Model, string Columns) Key, Task<ModelSeries> Series);

    /// <summary>A model's series with the given feature columns.</summary>
    /// <param name="model">The model; it must have been trained.</param>
    /// <param name="columns">Features that rules look at.</param>
    /// <param name="cancellation">Ends the wait, not the reading, which others may wait for.</param>
    public Task<ModelSeries> GetAsync(
        Fingerprint model,
        IReadOnlyCollection<string> columns,
        CancellationToken cancellation
    )
    {
        var names = columns.Distinct().Order(StringComparer.Ordinal).ToList();
        var key = (model, string.Join('\n', names));
        lock (_gate)
        {
            if (_byKey.TryGetValue(key, out var node) && !node.Value.Series.IsFaulted && !node.Value.Series.IsCanceled)
            {
                _byUse.Remove(node);
                _byUse.AddFirst(node);
                return node.Value.Series.WaitAsync(cancellation);
            }
            if (node is not null)
            {
                _byUse.Remove(node);
            }
            // Not in turns of the grain that happens to ask first: others wait for it too.
            var series = Task.Run(() => loader.LoadAsync(model, names, CancellationToken.None), CancellationToken.None);
            _byKey[key] = _byUse.AddFirst(new Entry(key, series));
            Evict();
            return series.WaitAsync(cancellation);
        }
    }

    private void Evict()
    {
        var held = _byUse.Where(entry => entry.Series.IsCompletedSuccessfully).Sum(entry => entry.Series.Result.Bytes);
        for (var node = _byUse.Last; held > capacityBytes && node is not null; )
        {
            var previous = node.Previous;
            if (node.Value.Series.IsCompletedSuccessfully)
            {
                held -= node.Value.Series.Result.Bytes;
                _byUse.Remove(node);
                _byKey.Remove(node.Value.Key);
            }
            node = previous;
        }
    }
}
