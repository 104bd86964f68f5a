namespace Orleans.Runtime;

/// <summary>One reminder that this silo is to tick.</summary>
internal sealed class LocalReminder : IDisposable
{
    private readonly Silo _silo;
    private readonly IRemindable _grain;
    private readonly ITimer _timer;
    private readonly CancellationTokenSource _stopped = new();

    public LocalReminder(Silo silo, ReminderEntry entry)
    {
        _silo = silo;
        Entry = entry;
        _grain = silo.Factory.GetGrain<IRemindable>(entry.GrainId);
        _timer = silo.Time.Start(Timeout.InfiniteTimeSpan, () => _ = TickAsync());
        Arm(NextTick(entry, silo.Time.GetUtcNow().UtcDateTime));
    }

    public ReminderEntry Entry { get; }

    private DateTime _due;

    public void Dispose()
    {
        _stopped.Cancel();
        _timer.Dispose();
    }

    /// <summary>The first of the start plus whole periods that does not lie before now.</summary>
    public static DateTime NextTick(ReminderEntry entry, DateTime now)
    {
        var start = DateTime.SpecifyKind(entry.StartAt, DateTimeKind.Utc);
        if (now <= start)
            return start;
        var since = (now.Ticks - start.Ticks) % entry.Period.Ticks;
        return since == 0 ? now : now.AddTicks(entry.Period.Ticks - since);
    }

    private void Arm(DateTime due)
    {
        _due = due;
        // A timer waits 49 days at most; it is armed anew where it rings before the time.
        var wait = TimeSpan.FromTicks(
            Math.Clamp((due - _silo.Time.GetUtcNow().UtcDateTime).Ticks, 0, TimeSpan.FromDays(30).Ticks)
        );
        _timer.Change(wait, Timeout.InfiniteTimeSpan);
    }

    private async Task TickAsync()
    {
        try
        {
            var now = _silo.Time.GetUtcNow().UtcDateTime;
            if (_stopped.IsCancellationRequested || _silo.IsGone)
                return;
            if (now < _due)
            {
                Arm(_due);
                return;
            }

            _silo.Instruments.ReminderTardiness.Record((now - _due).TotalSeconds);
            var status = new TickStatus(DateTime.SpecifyKind(Entry.StartAt, DateTimeKind.Utc), Entry.Period, now);
            await _grain.ReceiveReminder(Entry.ReminderName, status, _stopped.Token);
            _silo.Instruments.ReminderTicks.Add(1);
        }
        catch (Exception failure)
        {
            _silo.Log.ReminderFailed(failure, Entry.ReminderName, Entry.GrainId);
        }

        var next = NextTick(Entry, _silo.Time.GetUtcNow().UtcDateTime);
        if (!_stopped.IsCancellationRequested)
            Arm(next > _due ? next : _due + Entry.Period);
    }
}
