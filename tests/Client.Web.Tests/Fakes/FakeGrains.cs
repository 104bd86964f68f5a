using Orleans;
using Orleans.Runtime;
using Quant.Grains.Interfaces.Cluster;
using Quant.Grains.Interfaces.Progress;
using Quant.Grains.Interfaces.Search;

namespace Quant.Client.Web.Tests.Fakes;

/// <summary>
/// Stands where the cluster would: notes what was asked of which grain and answers at once, or with the fault that a test
/// has put there.
/// </summary>
public sealed partial class FakeGrains : IGrainFactory
{
    /// <summary>Requests in order: the grain's key and what was asked.</summary>
    public List<(string Key, object Request)> Asked { get; } = [];

    /// <summary>Thrown by the next request.</summary>
    public Exception? Fault { get; set; }

    /// <summary>What requests wait for before they answer.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public WorkStatus Work { get; set; } = WorkStatus.Idle;

    /// <summary>Silos, activations and reports.</summary>
    public FakeCluster Cluster { get; } = new();

    public StudyStatus Study { get; set; } =
        new("study-1", "seeded", new WorkStatus(WorkState.Completed, "ranked", 24, 24), 1, 1, 24, 24, 0, 1500, 2.3);

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey => (TGrainInterface)(object)new FakeGrain(this, primaryKey);

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey =>
        typeof(TGrainInterface) == typeof(IClusterReportsGrain)
            ? (TGrainInterface)(object)Cluster
            : (TGrainInterface)FakeManagement.Of(Cluster);

    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidKey => throw new NotSupportedException();

    public TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver => throw new NotSupportedException();

    public void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver => throw new NotSupportedException();

    public IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey) => throw new NotSupportedException();

    public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey) => throw new NotSupportedException();

    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey) => throw new NotSupportedException();

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable => throw new NotSupportedException();
}
