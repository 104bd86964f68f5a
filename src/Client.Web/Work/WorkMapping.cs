using Quant.Client.Web.Contracts;
using Quant.Grains.Interfaces.Progress;

namespace Quant.Client.Web.Work;

internal static class WorkMapping
{
    public static WorkDto ToDto(this WorkStatus status) =>
        new(
            status.State switch
            {
                WorkState.Idle => WorkPhase.Idle,
                WorkState.Running => WorkPhase.Running,
                WorkState.Completed => WorkPhase.Completed,
                WorkState.Failed => WorkPhase.Failed,
                WorkState.Cancelled => WorkPhase.Cancelled,
                _ => throw new InvalidOperationException($"Work state {status.State} is not known."),
            },
            status.Step,
            status.Done,
            status.Total,
            status.Error
        );
}
