using Quant.Client.Web.Cluster;
using Quant.Client.Web.Contracts;
using Quant.Client.Web.Ingest;
using Quant.Client.Web.Status;
using Quant.Client.Web.Studies;
using Quant.Client.Web.Work;
using Quant.Grains.Interfaces.Search;

namespace Quant.Client.Web.Events;

/// <summary>The state of a topic, and when it is worth looking again.</summary>
internal sealed record EventReading(EventDto Event, TimeSpan Next);

/// <summary>Reads the state of one topic.</summary>
internal sealed class EventReader(
    IStatusReads status,
    IClusterReads cluster,
    IStudyReads studies,
    IngestReads ingest,
    PendingWork work,
    IGrainFactory grains
)
{
    /// <summary>Pause between looks at what seldom changes.</summary>
    public static readonly TimeSpan Slow = TimeSpan.FromSeconds(2);

    /// <summary>Pause between looks at what changes often but costs a query.</summary>
    public static readonly TimeSpan Brisk = TimeSpan.FromMilliseconds(500);

    private const int TopTrials = 10;

    public async Task<EventReading> ReadAsync(EventTopic topic, CancellationToken cancellation)
    {
        var name = topic.ToString();
        switch (topic.Kind)
        {
            case EventTopic.Status:
                return new(new EventDto(name, Status: await status.ReadAsync(cancellation)), Slow);
            case EventTopic.Work:
                return new(new EventDto(name, Work: await work.ReadAsync()), TimeSpan.Zero);
            case EventTopic.Cluster:
                return new(new EventDto(name, Cluster: await cluster.ReadAsync(cancellation)), Brisk);
            case EventTopic.Ingest:
                return new(new EventDto(name, Ingest: await ingest.ReadAsync(cancellation)), Brisk);
            case EventTopic.Study:
                var study = await StatusAsync(topic.Id);
                return new(new EventDto(name, Study: study), IsRunning(study) ? TimeSpan.Zero : Slow);
            case EventTopic.Trials:
                var running = IsRunning(await StatusAsync(topic.Id));
                var top = await studies.ListTrialsAsync(
                    topic.Id,
                    new TrialQuery("score", true, 0, TopTrials),
                    cancellation
                );
                return new(new EventDto(name, Trials: top), running ? Brisk : Slow);
            default:
                throw new InvalidOperationException($"Topic {topic} has no state of its own.");
        }
    }

    /// <summary>Studies that run, and those that ran at the last look and so have an end to tell.</summary>
    public async Task<IReadOnlyList<string>> ActiveStudiesAsync(
        IReadOnlyList<string> before,
        CancellationToken cancellation
    )
    {
        var running = await studies.ListRunningAsync(cancellation);
        return [.. running.Union(before)];
    }

    private async Task<StudyStatusDto> StatusAsync(string id) =>
        (await grains.GetGrain<IGridSearchGrain>(id).GetStatusAsync()).ToDto();

    private static bool IsRunning(StudyStatusDto study) => study.Work.Phase == WorkPhase.Running;
}
