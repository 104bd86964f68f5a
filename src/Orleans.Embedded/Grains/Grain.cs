using System.Diagnostics.CodeAnalysis;

namespace Orleans;

/// <summary>Base class of grains. Its members may be used only inside the grain's own turns.</summary>
public abstract class Grain : IGrainBase, IAddressable
{
    protected Grain()
        : this(RuntimeContext.Current!, null) { }

    /// <summary>For unit tests that construct the grain themselves.</summary>
    protected Grain(IGrainContext grainContext, IGrainRuntime? grainRuntime = null)
    {
        GrainContext = grainContext;
        Runtime = grainRuntime ?? grainContext?.ActivationServices.GetService<IGrainRuntime>();
    }

    [AllowNull]
    public IGrainContext GrainContext { get; private set; }

    public GrainReference GrainReference => GrainContext.GrainReference;

    internal IGrainRuntime? Runtime { get; }

    protected IGrainFactory GrainFactory => EnsureRuntime().GrainFactory;

    protected internal IServiceProvider ServiceProvider =>
        GrainContext?.ActivationServices ?? EnsureRuntime().ServiceProvider;

    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    /// <summary>Deactivates this activation once its running calls have ended.</summary>
    protected void DeactivateOnIdle() => EnsureRuntime().DeactivateOnIdle(GrainContext);

    /// <summary>Keeps this activation from idle collection for at least the given time; a negative time cancels.</summary>
    protected void DelayDeactivation(TimeSpan timeSpan) => EnsureRuntime().DelayDeactivation(GrainContext, timeSpan);

    private IGrainRuntime EnsureRuntime() =>
        Runtime
        ?? throw new InvalidOperationException(
            "Grain was created outside of the Orleans creation process and no runtime was specified."
        );
}
