using Microsoft.Extensions.Logging;
using Quant.Catalog;
using Quant.Catalog.Studies;
using Quant.Grains.Faults;
using Quant.Grains.Interfaces.Faults;
using Quant.Grains.Interfaces.Progress;
using Quant.Grains.Interfaces.Search;
using Quant.Grains.Specs;
using Quant.Search.Studies;
using Quant.Specs;
using StoredStatus = Quant.Catalog.Studies.StudyStatus;
using StudyStatus = Quant.Grains.Interfaces.Search.StudyStatus;

namespace Quant.Grains.Search;

/// <inheritdoc cref="IGridSearchGrain"/>
/// <remarks>
/// What is finished is in the catalog, trial by trial; this grain only decides what is still to be done. A reminder wakes
/// it after a crash for as long as the study is not over.
/// </remarks>
public sealed class GridSearchGrain(
    CatalogStore catalog,
    SpecResolver specs,
    StudyFinish finish,
    TimeProvider clock,
    ILogger<GridSearchGrain> log
) : Grain, IGridSearchGrain, IRemindable
{
    private const string Reminder = "resume";
    private static readonly TimeSpan s_reminderPeriod = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(20);

    private StudyRun? _run;
    private Task _ended = Task.CompletedTask;
    private CancellationTokenSource _stop = new();
    private bool _cancelled;

    private string Id => this.GetPrimaryKeyString();

    public Task<StudyStatus> StartAsync(string studyJson) =>
        Translated.RunAsync(async () =>
        {
            if (!_ended.IsCompleted)
            {
                return await StatusAsync();
            }
            _cancelled = false;
            var study = await specs.StudyAsync(StudySpec.Read(studyJson), CancellationToken.None);
            if (study.Fingerprint.ToString() != Id)
            {
                throw new BadInputException(
                    "study",
                    Id,
                    $"{study.Fingerprint}, the id of this spec over the bars there are now (were bars imported since?)"
                );
            }
            await catalog.Studies.AddAsync(
                Id,
                study.Plan.Spec.Name,
                SpecJson.Write(study.Plan.Spec),
                study.Fingerprint,
                study.Plan.Trials
            );
            return await BeginAsync(study);
        });

    public Task<StudyStatus> ResumeAsync() =>
        Translated.RunAsync(async () =>
        {
            if (!_ended.IsCompleted || await catalog.Studies.FindAsync(Id) is not { } record || IsOver(record))
            {
                return await StatusAsync();
            }
            _cancelled = false;
            ResolvedStudy study;
            try
            {
                study = await specs.StudyAsync(StudySpec.Read(record.Spec), CancellationToken.None);
            }
            catch (BadInputException fault)
            {
                return await GiveUpAsync(fault.Message);
            }
            return study.Fingerprint == record.Fingerprint
                ? await BeginAsync(study)
                : await GiveUpAsync("Its bars changed while it was not running; start it again.");
        });

    public Task<StudyStatus> GetStatusAsync() => Translated.RunAsync(StatusAsync);

    public async Task<StudyStatus> WaitAsync(TimeSpan atMost)
    {
        var wait = atMost < s_longestWait ? atMost : s_longestWait;
        await Task.WhenAny(_ended, Task.Delay(wait, clock));
        return await StatusAsync();
    }

    public Task<StudyStatus> CancelAsync() =>
        Translated.RunAsync(async () =>
        {
            _cancelled = true;
            if (_ended.IsCompleted)
            {
                await catalog.Studies.CancelAsync(Id);
                await EndAsync();
                return await StatusAsync();
            }
            await _stop.CancelAsync();
            await Task.WhenAny(_ended);
            return await StatusAsync();
        });

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (await catalog.Studies.FindAsync(Id) is { Status: StoredStatus.Planned or StoredStatus.Running })
        {
            await ResumeAsync();
        }
        else if (_ended.IsCompleted)
        {
            await EndAsync();
        }
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        // A silo that is killed has no time to wait for what runs elsewhere: its trials are in the catalog.
        await Task.WhenAny(_ended, Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken));
    }

    private async Task<StudyStatus> StatusAsync()
    {
        if (_run is not null && !_ended.IsCompleted)
        {
            return _run.Status;
        }
        return await catalog.Studies.FindAsync(Id) is { } record
            ? await StoredStudyStatus.OfAsync(catalog, record, _run)
            : new StudyStatus(Id, "", WorkStatus.Idle, 0, 0, 0, 0, 0, 0, null);
    }

    private static bool IsOver(StudyRecord record) => record.Status is StoredStatus.Completed or StoredStatus.Cancelled;

    private async Task<StudyStatus> BeginAsync(ResolvedStudy study)
    {
        if (!await catalog.Studies.StartAsync(Id))
        {
            // Completed before: nothing of it is of this run.
            _run = null;
            return await StatusAsync();
        }
        await this.RegisterOrUpdateReminder(Reminder, s_reminderPeriod, s_reminderPeriod);
        if (_cancelled)
        {
            await catalog.Studies.CancelAsync(Id);
            await EndAsync();
            return await StatusAsync();
        }
        DelayDeactivation(TimeSpan.MaxValue);
        _stop.Dispose();
        _stop = new CancellationTokenSource();
        _run = new StudyRun(Id, study, catalog, GrainFactory, finish, clock, log);
        _ended = RunAsync(_run, _stop.Token);
        return _run.Status;
    }

    /// <summary>Runs in the background, in turns of this grain; its end is what callers of <see cref="WaitAsync"/> wait for.</summary>
    private async Task RunAsync(StudyRun run, CancellationToken stop)
    {
        try
        {
            await Outages.OutlastAsync(() => run.RunAsync(stop), run.Wait, log, clock, stop);
            await Outages.OutlastAsync(EndAsync, run.Wait, log, clock, stop);
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            // Whatever failed then, failed because it was stopped.
            run.End(WorkState.Cancelled, null);
            if (_cancelled)
            {
                await catalog.Studies.CancelAsync(Id);
                await EndAsync();
            }
        }
        catch (Exception fault)
        {
            if (fault is BadRequestException)
            {
                log.LogInformation("Study {Study} cannot be run: {Reason}", Id, fault.Message);
            }
            else
            {
                log.LogError(fault, "Study {Study} failed", Id);
            }
            run.End(WorkState.Failed, fault.Message);
            await catalog.Studies.FailAsync(Id, fault.Message);
            await EndAsync();
        }
    }

    /// <summary>Fails a study that cannot be gone on with.</summary>
    private async Task<StudyStatus> GiveUpAsync(string why)
    {
        log.LogWarning("Study {Study} cannot be gone on with: {Why}", Id, why);
        await catalog.Studies.FailAsync(Id, why);
        await EndAsync();
        return await StatusAsync();
    }

    private async Task EndAsync()
    {
        if (await this.GetReminder(Reminder) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
        }
        DelayDeactivation(TimeSpan.Zero);
    }
}
