namespace Orleans.Core
{
    /// <summary>State kept in a storage.</summary>
    public interface IStorage
    {
        /// <summary>The version read or written last; null where there is none.</summary>
        string? Etag { get; }

        /// <summary>Whether the storage holds a record.</summary>
        bool RecordExists { get; }

        Task ClearStateAsync();

        Task WriteStateAsync();

        Task ReadStateAsync();

        Task ClearStateAsync(CancellationToken cancellationToken) => ClearStateAsync();

        Task WriteStateAsync(CancellationToken cancellationToken) => WriteStateAsync();

        Task ReadStateAsync(CancellationToken cancellationToken) => ReadStateAsync();
    }

    /// <inheritdoc cref="IStorage"/>
    public interface IStorage<TState> : IStorage
    {
        TState State { get; set; }
    }
}

namespace Orleans.Runtime
{
    /// <summary>A named state of a grain, injected into its constructor by <see cref="PersistentStateAttribute"/>.</summary>
    public interface IPersistentState<TState> : Orleans.Core.IStorage<TState>;
}
