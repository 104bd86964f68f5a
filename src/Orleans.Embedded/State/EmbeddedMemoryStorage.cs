using System.Globalization;
using System.Text.Json;
using OrleansEmbedded;

namespace Orleans.Storage;

/// <summary>States in memory, as bytes, for as long as the cluster lives. Types not marked for sending are kept as JSON.</summary>
internal sealed class EmbeddedMemoryStorage(EmbeddedCluster cluster, Serializer serializer, string name) : IGrainStorage
{
    private static long s_versions;

    private readonly ConcurrentDictionary<(string State, GrainId Grain), Row> _rows =
        (ConcurrentDictionary<(string, GrainId), Row>)
            cluster.Fabric.Shared.GetOrAdd($"storage {name}", _ => new ConcurrentDictionary<(string, GrainId), Row>());

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var isThere = _rows.TryGetValue((stateName, grainId), out var row);
        grainState.State = isThere ? Read<T>(row!.Bytes) : PersistentState<T>.New();
        grainState.ETag = row?.ETag;
        grainState.RecordExists = isThere;
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var row = new Row(
            Written(grainState.State),
            Interlocked.Increment(ref s_versions).ToString(CultureInfo.InvariantCulture)
        );
        Swap((stateName, grainId), grainState.ETag, row, "WriteState");
        grainState.ETag = row.ETag;
        grainState.RecordExists = true;
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        Swap((stateName, grainId), grainState.ETag, null, "DeleteState");
        grainState.State = PersistentState<T>.New();
        grainState.ETag = null;
        grainState.RecordExists = false;
        return Task.CompletedTask;
    }

    private void Swap((string, GrainId) key, string? etag, Row? row, string operation)
    {
        lock (_rows)
        {
            var stored = _rows.GetValueOrDefault(key)?.ETag;
            if (stored != etag)
                throw new InconsistentStateException(
                    $"Etag mismatch during {operation} for grain {key.Item2}",
                    stored,
                    etag
                );
            if (row is null)
                _rows.TryRemove(key, out _);
            else
                _rows[key] = row;
        }
    }

    private byte[] Written<T>(T state) =>
        serializer.CanSerialize<T>() ? serializer.SerializeToArray(state) : JsonSerializer.SerializeToUtf8Bytes(state);

    private T Read<T>(byte[] bytes) =>
        serializer.CanSerialize<T>() ? serializer.Deserialize<T>(bytes) : JsonSerializer.Deserialize<T>(bytes)!;

    private sealed record Row(byte[] Bytes, string ETag);
}
