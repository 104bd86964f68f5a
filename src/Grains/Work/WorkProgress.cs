using Quant.Grains.Interfaces.Progress;

namespace Quant.Grains.Work;

/// <summary>What a grain is doing, written by whoever does it and read at any time.</summary>
public sealed class WorkProgress
{
    private WorkStatus _status = WorkStatus.Idle;

    public WorkStatus Status => Volatile.Read(ref _status);

    public void Report(string step, long done = 0, long total = 0) =>
        Volatile.Write(ref _status, new WorkStatus(WorkState.Running, step, done, total));

    /// <summary>Runs the work of a call and records how it ended.</summary>
    public async Task<T> TrackAsync<T>(string firstStep, Func<Task<T>> work)
    {
        Report(firstStep);
        try
        {
            var result = await work();
            End(WorkState.Completed, null);
            return result;
        }
        catch (OperationCanceledException)
        {
            End(WorkState.Cancelled, null);
            throw;
        }
        catch (Exception fault)
        {
            End(WorkState.Failed, fault.Message);
            throw;
        }
    }

    public void End(WorkState state, string? error) =>
        Volatile.Write(ref _status, Status with { State = state, Error = error });
}
