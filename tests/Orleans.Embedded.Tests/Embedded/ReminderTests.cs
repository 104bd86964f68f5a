using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.TestingHost;

namespace Orleans.Embedded.Tests;

public interface IRemindedGrain : IGrainWithStringKey
{
    Task Remind(string name, TimeSpan due, TimeSpan period);
    Task Forget(string name);
    Task<List<string>> Names();
    Task Leave();
}

public sealed class RemindedGrain : Grain, IRemindedGrain, IRemindable
{
    private Probe Probe => Probe.For(this.GetPrimaryKeyString());

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        Probe.Say($"{reminderName} {(status.CurrentTickTime - status.FirstTickTime).TotalMinutes}");
        Probe.Open($"{reminderName} {Probe.Events.Count}");
        return Task.CompletedTask;
    }

    public Task Remind(string name, TimeSpan due, TimeSpan period) => this.RegisterOrUpdateReminder(name, due, period);

    public async Task Forget(string name) => await this.UnregisterReminder((await this.GetReminder(name))!);

    public async Task<List<string>> Names() => [.. (await this.GetReminders()).Select(r => r.ReminderName).Order()];

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}

public sealed class ReminderTests
{
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2024, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly string _key = Clusters.NewKey();

    private Probe Probe => Probe.For(_key);

    [Fact]
    public async Task A_reminder_ticks_when_due_and_every_period_and_revives_its_grain()
    {
        await using var cluster = await Clusters.StartAsync(_time, silos: 2);
        var grain = cluster.Client.GetGrain<IRemindedGrain>(_key);
        await grain.Remind("a", 5 * s_minute, 2 * s_minute);
        await grain.Leave();
        _time.Advance(5 * s_minute);
        await Probe.At("a 1").Soon();
        await TickedAsync(grain);
        _time.Advance(2 * s_minute);
        await Probe.At("a 2").Soon();
        Assert.Equal(["a 0", "a 2"], Probe.Events);
    }

    [Fact]
    public async Task A_reminder_outlives_every_silo_that_knew_it_and_misses_no_schedule()
    {
        await using var cluster = await Clusters.StartAsync(_time);
        await cluster.Client.GetGrain<IRemindedGrain>(_key).Remind("a", 5 * s_minute, 10 * s_minute);
        await cluster.StartAdditionalSiloAsync();
        await cluster.StopSiloAsync(cluster.Silos[0]);
        // Nothing ran at 5 and 15 minutes: the next is at 25.
        var last = cluster.Silos[0];
        var table = last.ServiceProvider.GetRequiredService<IReminderTable>();
        await cluster.StopSiloAsync(last);
        _time.Advance(17 * s_minute);
        await cluster.StartAdditionalSiloAsync();
        _time.Advance(7 * s_minute);
        Assert.Empty(Probe.Events);
        _time.Advance(s_minute);
        await Probe.At("a 1").Soon();
        Assert.Equal(["a 20"], Probe.Events);
        Assert.Single((await table.ReadRows(0, 0)).Reminders);
    }

    [Fact]
    public async Task An_unregistered_reminder_ticks_no_more_and_a_changed_one_ticks_anew()
    {
        await using var cluster = await Clusters.StartAsync(_time);
        var grain = cluster.Client.GetGrain<IRemindedGrain>(_key);
        await grain.Remind("gone", s_minute, s_minute);
        await grain.Remind("changed", s_minute, s_minute);
        Assert.Equal(["changed", "gone"], await grain.Names());
        await grain.Forget("gone");
        await grain.Remind("changed", 30 * s_minute, s_minute);
        _time.Advance(29 * s_minute);
        Assert.Empty(Probe.Events);
        _time.Advance(s_minute);
        await Probe.At("changed 1").Soon();
        Assert.Equal(["changed"], await grain.Names());
    }

    [Fact]
    public async Task A_period_below_the_minimum_is_refused_by_name()
    {
        await using var cluster = await Clusters.StartAsync(_time);
        var grain = cluster.Client.GetGrain<IRemindedGrain>(_key);
        var failure = await Assert.ThrowsAsync<ArgumentException>(() =>
            grain.Remind("quick", s_minute, TimeSpan.FromMilliseconds(5))
        );
        Assert.Contains("quick", failure.Message);
    }

    [Fact]
    public async Task A_reminder_is_taken_over_from_a_killed_silo()
    {
        await using var cluster = await Clusters.StartAsync(_time, silos: 2);
        for (var i = 0; i < 8; i++)
            await cluster.Client.GetGrain<IRemindedGrain>($"{_key}{i}").Remind("a", 5 * s_minute, s_minute);
        await cluster.KillSiloAsync(cluster.Silos[1]);
        // Another read of the table: the other silo has taken the reminders over once it answers.
        var restarted = await cluster.StartAdditionalSiloAsync();
        await cluster.StopSiloAsync(restarted);
        _time.Advance(5 * s_minute);
        for (var i = 0; i < 8; i++)
            await Probe.For($"{_key}{i}").At("a 1").Soon();
    }

    [Fact]
    public void The_default_minimum_period_is_a_minute() =>
        Assert.Equal(s_minute, new ReminderOptions().MinimumReminderPeriod);

    /// <summary>The tick's call has ended and its reminder is armed again once a later call has gone the same way.</summary>
    private static async Task TickedAsync(IRemindedGrain grain) => await grain.Names();
}
