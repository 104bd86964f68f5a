using System.Diagnostics;
using Orleans.Core;
using Orleans.Providers;
using Orleans.Storage;

namespace Orleans.Runtime;

/// <summary>One state of one activation, between the grain and its storage. Its operations run one after the other.</summary>
internal sealed class PersistentState<T>(Activation owner, string name, string? storageName) : IPersistentState<T>
{
    private readonly IGrainStorage _storage = StorageOf(owner, storageName);
    private readonly GrainState<T> _state = new(New());
    private Task _last = Task.CompletedTask;

    public T State
    {
        get => _state.State;
        set => _state.State = value;
    }

    public string? Etag => _state.ETag;

    public bool RecordExists => _state.RecordExists;

    public Task ReadStateAsync() => ReadStateAsync(default);

    public Task WriteStateAsync() => WriteStateAsync(default);

    public Task ClearStateAsync() => ClearStateAsync(default);

    public Task ReadStateAsync(CancellationToken cancellationToken) =>
        Queue(StorageOperation.Read, () => _storage.ReadStateAsync(name, owner.GrainId, _state, cancellationToken));

    public Task WriteStateAsync(CancellationToken cancellationToken) =>
        Queue(StorageOperation.Write, () => _storage.WriteStateAsync(name, owner.GrainId, _state, cancellationToken));

    public Task ClearStateAsync(CancellationToken cancellationToken) =>
        Queue(StorageOperation.Clear, () => _storage.ClearStateAsync(name, owner.GrainId, _state, cancellationToken));

    /// <exception cref="BadProviderConfigException">There is no such storage.</exception>
    private static IGrainStorage StorageOf(Activation owner, string? name) =>
        (
            name is null
                ? owner.Home.Services.GetService<IGrainStorage>()
                : owner.Home.Services.GetKeyedService<IGrainStorage>(name)
        )
        ?? throw new BadProviderConfigException(
            $"No {(name is null ? "default storage provider" : $"storage provider named '{name}'")} found loading grain type {owner.Type.Class.FullName}."
        );

    /// <summary>The storage of a <see cref="Grain{TGrainState}"/>; null: the default one.</summary>
    public static string? StorageNameOf(Type grainClass) =>
        grainClass.GetCustomAttribute<StorageProviderAttribute>(true)?.ProviderName;

    /// <summary>A state that was never written.</summary>
    public static T New() =>
        typeof(T).IsValueType || typeof(T).GetConstructor(Type.EmptyTypes) is null
            ? typeof(T).IsValueType || typeof(T).IsArray || typeof(T) == typeof(string)
                ? default!
                : (T)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(typeof(T))
            : Activator.CreateInstance<T>();

    private Task Queue(StorageOperation operation, Func<Task> run)
    {
        if (!ReferenceEquals(RuntimeContext.Current, owner))
            throw new InvalidOperationException(
                $"Activation access violation. A non-activation thread attempted to access activation services of {owner}."
            );
        return _last = _last.IsCompleted ? RunAsync(operation, run) : RunAfterAsync(_last, operation, run);
    }

    private async Task RunAfterAsync(Task previous, StorageOperation operation, Func<Task> run)
    {
        await previous.ConfigureAwait(
            ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext
        );
        await RunAsync(operation, run);
    }

    private async Task RunAsync(StorageOperation operation, Func<Task> run)
    {
        var began = Stopwatch.GetTimestamp();
        var failed = true;
        try
        {
            await run();
            failed = false;
        }
        catch (Exception failure) when (failure is not (OrleansException or OperationCanceledException))
        {
            throw new OrleansException(
                $"Error from storage provider {_storage.GetType().Name}.{name} during {operation}StateAsync for grain {owner.GrainId}: {failure.Message}",
                failure
            );
        }
        finally
        {
            owner
                .Home.Instruments.Storage[(int)operation]
                .Record(began, failed, _storage.GetType().Name, name, typeof(T));
        }
    }
}
