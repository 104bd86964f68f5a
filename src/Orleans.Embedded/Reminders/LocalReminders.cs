using Orleans.Timers;

namespace Orleans.Runtime;

/// <summary>A reminder as a grain holds it.</summary>
[GenerateSerializer]
internal sealed record ReminderHandle(GrainId GrainId, string ReminderName, string ETag) : IGrainReminder;

/// <summary>
/// The reminders whose grains fall into one silo's range of the hash ring: read from the table when the silo joins, when
/// silos come or go, and at intervals; ticking by timers in between. A tick is due at the start plus a whole number of
/// periods; ticks missed while nothing ran are not made up for.
/// </summary>
internal sealed class LocalReminders(Silo silo, IReminderTable table, IOptions<ReminderOptions> options)
    : IReminderRegistry,
        ILifecycleParticipant<ISiloLifecycle>
{
    private readonly ReminderOptions _options = options.Value;
    private readonly Dictionary<(GrainId Grain, string Name), LocalReminder> _local = [];
    private readonly SemaphoreSlim _refreshing = new(1, 1);
    private ITimer? _refresher;
    private bool _isStopped;

    public int Count
    {
        get
        {
            lock (_local)
                return _local.Count;
        }
    }

    public void Participate(ISiloLifecycle lifecycle)
    {
        lifecycle.Subscribe(
            nameof(LocalReminders),
            ServiceLifecycleStage.RuntimeGrainServices,
            table.StartAsync,
            table.StopAsync
        );
        lifecycle.Subscribe(nameof(LocalReminders), ServiceLifecycleStage.Active, StartAsync, StopAsync);
    }

    public async Task<IGrainReminder> RegisterOrUpdateReminder(
        GrainId callingGrainId,
        string reminderName,
        TimeSpan dueTime,
        TimeSpan period
    )
    {
        if (dueTime < TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(
                nameof(dueTime),
                "Cannot use negative or infinite dueTime to create a reminder"
            );
        if (period < TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(
                nameof(period),
                "Cannot use negative or infinite period to create a reminder"
            );
        if (period < _options.MinimumReminderPeriod || period == TimeSpan.Zero)
            throw new ArgumentException(
                $"Cannot register reminder {reminderName} as requested period ({period}) is less than minimum allowed reminder period ({_options.MinimumReminderPeriod})"
            );
        var entry = new ReminderEntry
        {
            GrainId = callingGrainId,
            ReminderName = reminderName,
            StartAt = silo.Time.GetUtcNow().UtcDateTime.Add(dueTime),
            Period = period,
        };
        entry.ETag =
            await table.UpsertRow(entry)
            ?? throw new ReminderException(
                $"Could not register reminder {entry} to reminder table due to a race. Please try again later."
            );
        OwnerOf(callingGrainId)?.Schedule(entry);
        return new ReminderHandle(callingGrainId, reminderName, entry.ETag);
    }

    public async Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder)
    {
        var handle = (ReminderHandle)reminder;
        if (
            !await table.RemoveRow(handle.GrainId, handle.ReminderName, handle.ETag)
            && await table.ReadRow(handle.GrainId, handle.ReminderName) is not null
        )
            throw new ReminderException(
                $"Could not unregister reminder {reminder} from the reminder table, due to tag mismatch. You can retry."
            );
        OwnerOf(handle.GrainId)?.Drop(handle.GrainId, handle.ReminderName);
    }

    public async Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName) =>
        await table.ReadRow(callingGrainId, reminderName) is { } row ? Handle(row) : null;

    public async Task<List<IGrainReminder>> GetReminders(GrainId callingGrainId) =>
        [.. (await table.ReadRows(callingGrainId)).Reminders.Select(Handle)];

    private static IGrainReminder Handle(ReminderEntry row) =>
        new ReminderHandle(row.GrainId, row.ReminderName, row.ETag);

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        silo.Fabric.Reminders[silo] = this;
        silo.Fabric.Changed += OnSilosChanged;
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(_options.InitializationTimeout);
        await RefreshAsync().WaitAsync(timeout.Token);
        _refresher = silo.Time.Start(_options.RefreshReminderListPeriod, () => _ = GuardedRefreshAsync());
    }

    private Task StopAsync(CancellationToken cancellationToken)
    {
        silo.Fabric.Reminders.TryRemove(silo, out _);
        silo.Fabric.Changed -= OnSilosChanged;
        _refresher?.Dispose();
        lock (_local)
        {
            _isStopped = true;
            foreach (var reminder in _local.Values)
                reminder.Dispose();
            _local.Clear();
        }

        return Task.CompletedTask;
    }

    private void OnSilosChanged()
    {
        if (silo.IsGone)
            _ = StopAsync(default);
        else
            _ = GuardedRefreshAsync();
    }

    private async Task GuardedRefreshAsync()
    {
        try
        {
            await RefreshAsync();
        }
        catch (Exception failure)
        {
            silo.Log.ReminderTableUnreadable(failure, _options.RefreshReminderListPeriod);
        }
    }

    /// <summary>Reads this silo's part of the table and lets go of what is no longer in it.</summary>
    private async Task RefreshAsync()
    {
        await _refreshing.WaitAsync();
        try
        {
            var range = HashRing.RangeOf(silo, silo.Fabric.Placeable);
            HashSet<(GrainId, string)> before;
            lock (_local)
                before = [.. _local.Keys];
            var rows = range is { } r ? (await table.ReadRows(r.Begin, r.End)).Reminders : [];
            foreach (var row in rows)
            {
                before.Remove((row.GrainId, row.ReminderName));
                Schedule(row);
            }

            foreach (var (grainId, name) in before)
                Drop(grainId, name);
        }
        finally
        {
            _refreshing.Release();
        }
    }

    private LocalReminders? OwnerOf(GrainId grainId)
    {
        var owner = HashRing.OwnerOf(grainId.GetUniformHashCode(), silo.Fabric.Placeable);
        return owner is not null && silo.Fabric.Reminders.TryGetValue(owner, out var reminders) ? reminders : null;
    }

    private void Schedule(ReminderEntry entry)
    {
        lock (_local)
        {
            if (_isStopped)
                return;
            var key = (entry.GrainId, entry.ReminderName);
            if (_local.TryGetValue(key, out var known))
            {
                if (known.Entry.ETag == entry.ETag)
                    return;
                known.Dispose();
            }

            _local[key] = new LocalReminder(silo, entry);
        }
    }

    private void Drop(GrainId grainId, string name)
    {
        lock (_local)
        {
            if (_local.Remove((grainId, name), out var reminder))
                reminder.Dispose();
        }
    }
}
