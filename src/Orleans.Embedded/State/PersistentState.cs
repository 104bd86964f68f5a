using System.Diagnostics;
using Orleans.Core;
using Orleans.Providers;
using Orleans.Storage;

namespace Orleans.Runtime;

/// <summary>One state of one activation, between the grain and its storage. Its operations run one after the other.</summary>
internal sealed class PersistentState<T> : IPersistentState<T>
{
    private readonly Activation _owner;
    private readonly string _name;
    private readonly IGrainStorage _storage;
    private readonly GrainState<T> _state = new(New());
    private Task _last = Task.CompletedTask;

    /// <param name="owner">Whose state it is.</param>
    /// <param name="name">The state's name.</param>
    /// <param name="storageName">The storage; null: the default one.</param>
    /// <param name="reads">Whether the state is read as part of activation.</param>
    /// <exception cref="BadProviderConfigException">There is no such storage.</exception>
    public PersistentState(Activation owner, string name, string? storageName, bool reads = true)
    {
        _owner = owner;
        _name = name;
        var services = owner.Home.Services;
        _storage =
            (
                storageName is null
                    ? services.GetService<IGrainStorage>()
                    : services.GetKeyedService<IGrainStorage>(storageName)
            )
            ?? throw new BadProviderConfigException(
                $"No {(storageName is null ? "default storage provider" : $"storage provider named '{storageName}'")} found loading grain type {owner.Type.Class.FullName}."
            );
        if (reads)
            owner.ObservableLifecycle.Subscribe(name, GrainLifecycleStage.SetupState, _ => ReadStateAsync());
    }

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
        Queue(StorageOperation.Read, () => _storage.ReadStateAsync(_name, _owner.GrainId, _state, cancellationToken));

    public Task WriteStateAsync(CancellationToken cancellationToken) =>
        Queue(StorageOperation.Write, () => _storage.WriteStateAsync(_name, _owner.GrainId, _state, cancellationToken));

    public Task ClearStateAsync(CancellationToken cancellationToken) =>
        Queue(StorageOperation.Clear, () => _storage.ClearStateAsync(_name, _owner.GrainId, _state, cancellationToken));

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
        if (!ReferenceEquals(RuntimeContext.Current, _owner))
            throw new InvalidOperationException(
                $"Activation access violation. A non-activation thread attempted to access activation services of {_owner}."
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
                $"Error from storage provider {_storage.GetType().Name}.{_name} during {operation}StateAsync for grain {_owner.GrainId}: {failure.Message}",
                failure
            );
        }
        finally
        {
            _owner
                .Home.Instruments.Storage[(int)operation]
                .Record(began, failed, _storage.GetType().Name, _name, typeof(T));
        }
    }
}
