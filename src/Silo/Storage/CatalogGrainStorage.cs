using System.Text.Json;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;
using Quant.Catalog;
using Quant.Catalog.Grains;

namespace Quant.Silo.Storage;

/// <summary>
/// Keeps the states of grains in the catalog, as JSON, each write guarded by the version that was read. The same on both
/// engines, so that copying a catalog takes its grains along.
/// </summary>
public sealed class CatalogGrainStorage(CatalogStore catalog) : IGrainStorage
{
    /// <summary>The name grains ask for it by.</summary>
    public const string Name = "catalog";

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var record = await catalog.GrainState.ReadAsync(KeyOf(stateName, grainId));
        grainState.RecordExists = record.Payload is not null;
        grainState.ETag = record.Payload is null ? null : record.ETag;
        grainState.State = record.Payload is { } payload ? Read<T>(payload, stateName, grainId) : New<T>();
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var payload = JsonSerializer.SerializeToUtf8Bytes(grainState.State);
        var write = await catalog.GrainState.WriteAsync(KeyOf(stateName, grainId), payload, grainState.ETag);
        Require(write, stateName, grainId, grainState.ETag);
        grainState.ETag = write.ETag;
        grainState.RecordExists = true;
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var write = await catalog.GrainState.ClearAsync(KeyOf(stateName, grainId), grainState.ETag);
        Require(write, stateName, grainId, grainState.ETag);
        grainState.ETag = null;
        grainState.RecordExists = false;
        grainState.State = New<T>();
    }

    private static GrainStateKey KeyOf(string stateName, GrainId grainId) =>
        new(stateName, grainId.Type.ToString()!, grainId.Key.ToString()!);

    private static T New<T>() => Activator.CreateInstance<T>();

    private static T Read<T>(byte[] payload, string stateName, GrainId grainId) =>
        JsonSerializer.Deserialize<T>(payload)
        ?? throw new InvalidDataException($"State '{stateName}' of {grainId} in the catalog is empty JSON.");

    private static void Require(GrainStateWrite write, string stateName, GrainId grainId, string? expected)
    {
        if (!write.Written)
        {
            throw new InconsistentStateException(
                $"State '{stateName}' of {grainId} was written by someone else since it was read.",
                write.ETag,
                expected
            );
        }
    }
}
