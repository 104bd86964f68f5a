namespace Orleans
{
    /// <summary>A state with its version, as storages see it.</summary>
    public interface IGrainState<T>
    {
        T State { get; set; }

        /// <summary>The version read or written last; null where there is none.</summary>
        string? ETag { get; set; }

        bool RecordExists { get; set; }
    }

    /// <inheritdoc cref="IGrainState{T}"/>
    [GenerateSerializer]
    public sealed class GrainState<T> : IGrainState<T>
    {
        public GrainState() { }

        public GrainState(T state) => State = state;

        public GrainState(T state, string eTag)
        {
            State = state;
            ETag = eTag;
        }

        [Id(0)]
        public T State { get; set; } = default!;

        [Id(1)]
        public string? ETag { get; set; }

        [Id(2)]
        public bool RecordExists { get; set; }
    }
}

namespace Orleans.Storage
{
    /// <summary>Keeps the states of grains. Writes and clears compare versions and set the new one.</summary>
    /// <remarks>
    /// A conflicting version is told by <see cref="InconsistentStateException"/>; the runtime then deactivates the grain.
    /// </remarks>
    public interface IGrainStorage
    {
        Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

        Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

        Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

        Task ReadStateAsync<T>(
            string stateName,
            GrainId grainId,
            IGrainState<T> grainState,
            CancellationToken cancellationToken
        ) => ReadStateAsync(stateName, grainId, grainState);

        Task WriteStateAsync<T>(
            string stateName,
            GrainId grainId,
            IGrainState<T> grainState,
            CancellationToken cancellationToken
        ) => WriteStateAsync(stateName, grainId, grainState);

        Task ClearStateAsync<T>(
            string stateName,
            GrainId grainId,
            IGrainState<T> grainState,
            CancellationToken cancellationToken
        ) => ClearStateAsync(stateName, grainId, grainState);
    }
}
