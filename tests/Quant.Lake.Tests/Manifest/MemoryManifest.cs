using Quant.Lake.Manifest;

namespace Quant.Lake.Tests.Manifest;

/// <summary>A manifest in memory, with the guarantees that the interface gives.</summary>
public sealed class MemoryManifest(TimeProvider time) : IManifest
{
    private readonly Lock _lock = new();
    private readonly Dictionary<PartitionKey, ManifestEntry> _entries = [];
    private readonly Dictionary<string, DateTimeOffset> _superseded = new(StringComparer.Ordinal);

    public MemoryManifest()
        : this(TimeProvider.System) { }

    /// <summary>Runs before each attempt to apply, outside the lock: another writer's chance to come first.</summary>
    public Func<Task>? BeforeApply { get; set; }

    public Task<IReadOnlyList<ManifestEntry>> ListAsync(
        Dataset dataset,
        string? symbol,
        CancellationToken cancellation
    ) => List(entry => entry.Key.Dataset == dataset && (symbol is null || entry.Key.Symbol == symbol));

    public Task<IReadOnlyList<ManifestEntry>> ListAllAsync(CancellationToken cancellation) => List(_ => true);

    public async Task<bool> TryApplyAsync(IReadOnlyList<ManifestChange> changes, CancellationToken cancellation)
    {
        if (BeforeApply is { } before)
        {
            await before();
        }
        lock (_lock)
        {
            if (
                changes.Any(change =>
                    (_entries.GetValueOrDefault(change.Key)?.Generation ?? 0) != change.ExpectedGeneration
                )
            )
            {
                return false;
            }
            foreach (var change in changes)
            {
                if (_entries.Remove(change.Key, out var old))
                {
                    _superseded[old.File] = time.GetUtcNow();
                }
                if (change.Replacement is { } entry)
                {
                    Assert.Equal(change.ExpectedGeneration + 1, entry.Generation);
                    _entries.Add(change.Key, entry);
                }
            }
            return true;
        }
    }

    public Task<IReadOnlyList<string>> ListSupersededAsync(DateTimeOffset before, CancellationToken cancellation)
    {
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<string>>([
                .. _superseded
                    .Where(pair => pair.Value < before)
                    .Select(pair => pair.Key)
                    .Order(StringComparer.Ordinal),
            ]);
        }
    }

    public Task ForgetSupersededAsync(IReadOnlyList<string> files, CancellationToken cancellation)
    {
        lock (_lock)
        {
            foreach (var file in files)
            {
                _superseded.Remove(file);
            }
        }
        return Task.CompletedTask;
    }

    private Task<IReadOnlyList<ManifestEntry>> List(Func<ManifestEntry, bool> fits)
    {
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<ManifestEntry>>([
                .. _entries
                    .Values.Where(fits)
                    .OrderBy(entry => entry.Key.Dataset.Path, StringComparer.Ordinal)
                    .ThenBy(entry => entry.Key.Symbol, StringComparer.Ordinal)
                    .ThenBy(entry => entry.Key.Period, StringComparer.Ordinal),
            ]);
        }
    }
}
