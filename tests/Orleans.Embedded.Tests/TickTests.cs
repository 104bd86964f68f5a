using Orleans.Runtime;

namespace Orleans.Embedded.Tests;

public interface ITickingGrain : IGrainWithStringKey
{
    Task StartTimers();
    Task StopAndStartAnother();
    Task Occupy();
    Task<string> Remind(TimeSpan due, TimeSpan period);
    Task<string?> Reminded(string name);
    Task<List<string>> AllReminded();
    Task Forget(string name);
}

public interface IUnremindedGrain : IGrainWithStringKey
{
    Task Remind();
}

public sealed class UnremindedGrain : Grain, IUnremindedGrain
{
    public Task Remind() => this.RegisterOrUpdateReminder("no", TimeSpan.Zero, TimeSpan.FromMinutes(1));
}

public sealed class TickingGrain : Grain, ITickingGrain, IRemindable
{
    private static readonly TimeSpan s_soon = TimeSpan.FromMilliseconds(5);

    private IGrainTimer? _periodic;
    private bool _isOccupied;

    private Probe Probe => Probe.For(this.GetPrimaryKeyString());

    public Task StartTimers()
    {
        this.RegisterGrainTimer(() => Tell("once"), new GrainTimerCreationOptions(s_soon, Timeout.InfiniteTimeSpan));
        this.RegisterGrainTimer(() => Tell("never"), new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, s_soon));
        _periodic = StartPeriodic("tick");
        return Task.CompletedTask;
    }

    public Task StopAndStartAnother()
    {
        _periodic!.Dispose();
        Probe.Say("disposed");
        StartPeriodic("tock");
        return Task.CompletedTask;
    }

    public async Task Occupy()
    {
        _isOccupied = true;
        Probe.Open("occupied");
        await Probe.At("leave");
        _isOccupied = false;
    }

    public async Task<string> Remind(TimeSpan due, TimeSpan period) =>
        (await this.RegisterOrUpdateReminder("remind", due, period)).ReminderName;

    public async Task<string?> Reminded(string name) => (await this.GetReminder(name))?.ReminderName;

    public async Task<List<string>> AllReminded() => [.. (await this.GetReminders()).Select(r => r.ReminderName)];

    public async Task Forget(string name) => await this.UnregisterReminder((await this.GetReminder(name))!);

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        Probe.Open("reminded", $"{reminderName} every {status.Period}");
        return Task.CompletedTask;
    }

    private IGrainTimer StartPeriodic(string name)
    {
        var ticks = 0;
        return this.RegisterGrainTimer(
            async _ =>
            {
                await Tell(name);
                Probe.Open($"{name} {++ticks}");
            },
            new GrainTimerCreationOptions(s_soon, s_soon)
        );
    }

    private Task Tell(string what)
    {
        Probe.Say(_isOccupied ? $"{what} within a call" : what);
        return Task.CompletedTask;
    }
}

/// <summary>Timers and reminders by the clock of the machine: what ticks, what does not, and in whose turn.</summary>
public sealed class TickTests
{
    [Fact]
    public async Task A_timer_ticks_by_its_period_once_without_one_and_never_without_a_due_time()
    {
        await using var cluster = await Clusters.StartAsync();
        var key = Clusters.NewKey();
        await cluster.Client.GetGrain<ITickingGrain>(key).StartTimers();
        await Probe.For(key).At("tick 5").Soon();
        var events = Probe.For(key).Events;
        Assert.Single(events, "once");
        Assert.DoesNotContain("never", events);
    }

    [Fact]
    public async Task No_timer_ticks_within_a_call_of_a_grain_that_is_not_reentrant()
    {
        await using var cluster = await Clusters.StartAsync();
        var key = Clusters.NewKey();
        var grain = cluster.Client.GetGrain<ITickingGrain>(key);
        await grain.StartTimers();
        await Probe.For(key).At("tick 2").Soon();
        var occupied = grain.Occupy();
        await Probe.For(key).At("occupied").Soon();
        // A call that waits behind the first one shows that ticks would have had their time too.
        var waiting = grain.StopAndStartAnother();
        Probe.For(key).Open("leave");
        await Task.WhenAll(occupied, waiting).Soon();
        await Probe.For(key).At("tock 2").Soon();
        Assert.DoesNotContain("tick within a call", Probe.For(key).Events);
    }

    [Fact]
    public async Task A_disposed_timer_leaves_the_others_ticking()
    {
        await using var cluster = await Clusters.StartAsync();
        var key = Clusters.NewKey();
        var grain = cluster.Client.GetGrain<ITickingGrain>(key);
        await grain.StartTimers();
        await Probe.For(key).At("tick 1").Soon();
        await grain.StopAndStartAnother();
        await Probe.For(key).At("tock 5").Soon();
        Assert.DoesNotContain("tick", Probe.For(key).Events.SkipWhile(e => e != "disposed"));
    }

    [Fact]
    public async Task A_reminder_that_is_due_comes_with_its_name_and_period()
    {
        await using var cluster = await Clusters.StartAsync();
        var key = Clusters.NewKey();
        await cluster
            .Client.GetGrain<ITickingGrain>(key)
            .Remind(TimeSpan.FromMilliseconds(300), TimeSpan.FromMinutes(1));
        Assert.Equal("remind every 00:01:00", await Probe.For(key).At("reminded").Soon());
    }

    [Fact]
    public async Task A_reminder_is_found_by_name_until_it_is_unregistered()
    {
        await using var cluster = await Clusters.StartAsync(2);
        var grain = cluster.Client.GetGrain<ITickingGrain>(Clusters.NewKey());
        Assert.Null(await grain.Reminded("remind"));
        await grain.Remind(TimeSpan.FromHours(1), TimeSpan.FromHours(1));
        Assert.Equal("remind", await grain.Reminded("remind"));
        await grain.Remind(TimeSpan.FromHours(2), TimeSpan.FromHours(2));
        Assert.Equal("remind", Assert.Single(await grain.AllReminded()));
        await grain.Forget("remind");
        Assert.Empty(await grain.AllReminded());
    }

    [Fact]
    public async Task A_grain_that_cannot_be_reminded_is_refused()
    {
        await using var cluster = await Clusters.StartAsync();
        var grain = cluster.Client.GetGrain<IUnremindedGrain>(Clusters.NewKey());
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(grain.Remind);
        Assert.Contains(nameof(IRemindable), refusal.Message);
    }
}
