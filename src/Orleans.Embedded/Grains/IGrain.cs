namespace Orleans
{
    /// <summary>Base of all grain interfaces.</summary>
    public interface IGrain : IAddressable;

    /// <summary>A grain named by a string.</summary>
    public interface IGrainWithStringKey : IGrain;

    /// <summary>A grain named by a GUID.</summary>
    public interface IGrainWithGuidKey : IGrain;

    /// <summary>A grain named by a 64-bit integer.</summary>
    public interface IGrainWithIntegerKey : IGrain;

    /// <summary>Base of the interfaces of objects that grains notify; see <see cref="IGrainFactory.CreateObjectReference"/>.</summary>
    public interface IGrainObserver : IAddressable;

    /// <summary>What a class must implement to be a grain without deriving from <see cref="Grain"/>.</summary>
    public interface IGrainBase
    {
        IGrainContext GrainContext { get; }

        /// <summary>Runs before the first call; a failure is given to the callers and leaves no activation.</summary>
        Task OnActivateAsync(CancellationToken token) => Task.CompletedTask;

        /// <summary>Runs after the last call; not run when the silo is killed.</summary>
        Task OnDeactivateAsync(DeactivationReason reason, CancellationToken token) => Task.CompletedTask;
    }
}

namespace Orleans.Runtime
{
    /// <summary>Whatever calls can be sent to.</summary>
    public interface IAddressable;
}
