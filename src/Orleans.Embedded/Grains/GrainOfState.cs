using Orleans.Core;

namespace Orleans;

/// <summary>
/// Base class of grains with one state, read before activation from the storage that
/// <see cref="Providers.StorageProviderAttribute"/> names, else from the default one.
/// </summary>
public class Grain<TGrainState> : Grain
{
    private IStorage<TGrainState>? _storage;

    protected Grain() =>
        GrainContext.ObservableLifecycle.Subscribe(
            GetType().FullName!,
            GrainLifecycleStage.SetupState,
            _ =>
            {
                _storage ??= Runtime!.GetStorage<TGrainState>(GrainContext);
                return ReadStateAsync();
            }
        );

    /// <summary>For unit tests that construct the grain themselves.</summary>
    protected Grain(IStorage<TGrainState> storage) => _storage = storage;

    protected TGrainState State
    {
        get => _storage!.State;
        set => _storage!.State = value;
    }

    protected virtual Task ClearStateAsync() => _storage!.ClearStateAsync();

    protected virtual Task WriteStateAsync() => _storage!.WriteStateAsync();

    protected virtual Task ReadStateAsync() => _storage!.ReadStateAsync();
}
