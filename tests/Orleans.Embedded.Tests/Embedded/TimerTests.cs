using Microsoft.Extensions.Time.Testing;
using Orleans.Runtime;

namespace Orleans.Embedded.Tests;

public interface ITimerGrain : IGrainWithStringKey
{
    Task Start(TimeSpan due, TimeSpan period, bool interleave);
    Task Change(TimeSpan due, TimeSpan period);
    Task Stop();
    Task Hold(string name);
    Task Leave();
}

public sealed class TimerGrain : Grain, ITimerGrain
{
    private IGrainTimer? _timer;
    private int _ticks;

    private Probe Probe => Probe.For(this.GetPrimaryKeyString());

    public Task Start(TimeSpan due, TimeSpan period, bool interleave)
    {
        _timer = this.RegisterGrainTimer(
            async token =>
            {
                var tick = ++_ticks;
                Probe.Say($"tick {tick}");
                Probe.Open($"tick {tick}");
                if (tick == 1)
                    await Probe.At("first tick may end").WaitAsync(token);
                Probe.Open($"tick {tick} ends");
                if (tick == 2)
                    throw new InvalidOperationException("ticks fail and go on");
            },
            new GrainTimerCreationOptions(due, period) { Interleave = interleave }
        );
        return Task.CompletedTask;
    }

    public Task Change(TimeSpan due, TimeSpan period)
    {
        _timer!.Change(due, period);
        return Task.CompletedTask;
    }

    public Task Stop()
    {
        _timer!.Dispose();
        return Task.CompletedTask;
    }

    public async Task Hold(string name)
    {
        Probe.Say(name);
        Probe.Open($"{name} in");
        await Probe.At($"{name} out");
    }

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Probe.Open("deactivated");
        return Task.CompletedTask;
    }
}

public sealed class TimerTests
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _time = new();
    private readonly string _key = Clusters.NewKey();

    private Probe Probe => Probe.For(_key);

    [Fact]
    public async Task A_timer_ticks_when_due_and_again_a_period_after_each_tick_has_ended()
    {
        await using var cluster = await Clusters.StartAsync(_time);
        var grain = cluster.Client.GetGrain<ITimerGrain>(_key);
        await grain.Start(s_second, 2 * s_second, interleave: false);
        _time.Advance(0.9 * s_second);
        await grain.Change(0.1 * s_second, 2 * s_second);
        _time.Advance(0.1 * s_second);
        await Probe.At("tick 1").Soon();
        // However long the tick takes, the period runs from its end.
        _time.Advance(10 * s_second);
        Probe.Open("first tick may end");
        await Probe.At("tick 1 ends").Soon();
        await grain.Change(2 * s_second, 2 * s_second);
        _time.Advance(1.9 * s_second);
        await grain.Change(0.1 * s_second, 2 * s_second);
        Assert.Equal(["tick 1"], Probe.Events);
        _time.Advance(0.1 * s_second);
        await Probe.At("tick 2").Soon();
    }

    [Fact]
    public async Task A_failing_tick_does_not_end_the_timer()
    {
        await using var cluster = await Clusters.StartAsync(_time);
        Probe.Open("first tick may end");
        var grain = cluster.Client.GetGrain<ITimerGrain>(_key);
        await grain.Start(s_second, s_second, interleave: false);
        for (var tick = 1; tick <= 3; tick++)
        {
            _time.Advance(s_second);
            await Probe.At($"tick {tick}").Soon();
            await Probe.At($"tick {tick} ends").Soon();
            // A call after the tick: the tick's turn is over, the timer is armed again.
            await grain.Change(s_second, s_second);
        }
    }

    [Fact]
    public async Task A_tick_waits_for_a_running_call()
    {
        await using var cluster = await Clusters.StartAsync(_time);
        Probe.Open("first tick may end");
        var grain = cluster.Client.GetGrain<ITimerGrain>(_key);
        await grain.Start(s_second, s_second, interleave: false);
        var holding = grain.Hold("call");
        await Probe.At("call in").Soon();
        _time.Advance(s_second);
        var next = grain.Hold("next");
        Probe.Open("call out");
        Probe.Open("next out");
        await Task.WhenAll(holding, next).Soon();
        await Probe.At("tick 1").Soon();
        Assert.Equal(["call", "tick 1", "next"], Probe.Events);
    }

    [Fact]
    public async Task A_call_waits_for_a_running_tick()
    {
        await using var cluster = await Clusters.StartAsync(_time);
        var grain = cluster.Client.GetGrain<ITimerGrain>(_key);
        await grain.Start(s_second, s_second, interleave: false);
        _time.Advance(s_second);
        await Probe.At("tick 1").Soon();
        var call = grain.Hold("call");
        Probe.Open("call out");
        Assert.False(call.IsCompleted);
        Probe.Open("first tick may end");
        await call.Soon();
        Assert.Equal(["tick 1", "call"], Probe.Events);
    }

    [Fact]
    public async Task An_interleaving_tick_does_not_wait()
    {
        await using var cluster = await Clusters.StartAsync(_time);
        var grain = cluster.Client.GetGrain<ITimerGrain>(_key);
        await grain.Start(s_second, s_second, interleave: true);
        var holding = grain.Hold("call");
        await Probe.At("call in").Soon();
        _time.Advance(s_second);
        await Probe.At("tick 1").Soon();
        Assert.False(holding.IsCompleted);
        Probe.Open("call out");
        await holding.Soon();
        Probe.Open("first tick may end");
    }

    [Fact]
    public async Task A_disposed_timer_ticks_no_more()
    {
        await using var cluster = await Clusters.StartAsync(_time);
        var grain = cluster.Client.GetGrain<ITimerGrain>(_key);
        await grain.Start(s_second, s_second, interleave: false);
        await grain.Stop();
        _time.Advance(10 * s_second);
        var call = grain.Hold("call");
        Probe.Open("call out");
        await call.Soon();
        Assert.Equal(["call"], Probe.Events);
    }

    [Fact]
    public async Task Timers_end_with_their_activation()
    {
        await using var cluster = await Clusters.StartAsync(_time);
        var grain = cluster.Client.GetGrain<ITimerGrain>(_key);
        await grain.Start(s_second, s_second, interleave: false);
        await grain.Leave();
        await Probe.At("deactivated").Soon();
        _time.Advance(10 * s_second);
        var call = grain.Hold("call");
        Probe.Open("call out");
        await call.Soon();
        Assert.Equal(["call"], Probe.Events);
    }
}
