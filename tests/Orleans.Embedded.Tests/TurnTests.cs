using Orleans.Concurrency;

namespace Orleans.Embedded.Tests;

public interface ITurnGrain : IGrainWithStringKey
{
    Task<int> Add(int value);
    Task<int> AddSlowly(int value);
    Task<bool> StaysOnSchedulerAfterAwait();
    Task<bool> LeavesSchedulerInTaskRun();
    Task<bool> StartNewStays();
    Task<string> Hold(string name);
    ValueTask<int> Twice(int value);
    ValueTask Nothing();
    Task<int> MostAtOnce();
}

public sealed class TurnGrain : Grain, ITurnGrain
{
    private int _sum;
    private int _inside;
    private int _mostInside;

    private Probe Probe => Probe.For(this.GetPrimaryKeyString());

    public Task<int> Add(int value) => Task.FromResult(_sum += value);

    public async Task<int> AddSlowly(int value)
    {
        _mostInside = Math.Max(_mostInside, ++_inside);
        var before = _sum;
        await Task.Yield();
        _sum = before + value;
        _inside--;
        return _sum;
    }

    public async Task<bool> StaysOnSchedulerAfterAwait()
    {
        var before = TaskScheduler.Current;
        await Task.Run(() => { });
        return before != TaskScheduler.Default && TaskScheduler.Current == before;
    }

    public async Task<bool> LeavesSchedulerInTaskRun() =>
        await Task.Run(() => TaskScheduler.Current == TaskScheduler.Default);

    public async Task<bool> StartNewStays()
    {
        var own = TaskScheduler.Current;
        return await Task.Factory.StartNew(() => TaskScheduler.Current == own);
    }

    public async Task<string> Hold(string name)
    {
        Probe.Say($"{name} begins");
        Probe.Open($"{name} in");
        await Probe.At($"{name} out");
        Probe.Say($"{name} ends");
        return name;
    }

    public ValueTask<int> Twice(int value) => new(value * 2);

    public async ValueTask Nothing() => await Task.Yield();

    public Task<int> MostAtOnce() => Task.FromResult(_mostInside);
}

public sealed class TurnTests
{
    [Fact]
    public async Task A_grain_keeps_its_state_between_calls()
    {
        await using var cluster = await Clusters.StartAsync();
        var grain = cluster.Client.GetGrain<ITurnGrain>(Clusters.NewKey());
        await grain.Add(2);
        Assert.Equal(5, await grain.Add(3));
    }

    [Fact]
    public async Task Calls_do_not_interleave_at_awaits()
    {
        await using var cluster = await Clusters.StartAsync();
        var grain = cluster.On(0).GetGrain<ITurnGrain>(Clusters.NewKey());
        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => grain.AddSlowly(1))).Soon();
        Assert.Equal(200, await grain.Add(0));
        Assert.Equal(1, await grain.MostAtOnce());
    }

    [Fact]
    public async Task A_second_call_waits_for_the_first_to_end()
    {
        await using var cluster = await Clusters.StartAsync();
        var key = Clusters.NewKey();
        var probe = Probe.For(key);
        var grain = cluster.Client.GetGrain<ITurnGrain>(key);
        var first = grain.Hold("a");
        await probe.At("a in").Soon();
        var second = grain.Hold("b");
        probe.Open("b out");
        probe.Open("a out");
        await Task.WhenAll(first, second).Soon();
        Assert.Equal(["a begins", "a ends", "b begins", "b ends"], probe.Events);
    }

    [Fact]
    public async Task Two_grains_run_at_the_same_time()
    {
        await using var cluster = await Clusters.StartAsync();
        string a = Clusters.NewKey(),
            b = Clusters.NewKey();
        var first = cluster.Client.GetGrain<ITurnGrain>(a).Hold("x");
        var second = cluster.Client.GetGrain<ITurnGrain>(b).Hold("x");
        await Probe.For(a).At("x in").Soon();
        await Probe.For(b).At("x in").Soon();
        Probe.For(a).Open("x out");
        Probe.For(b).Open("x out");
        await Task.WhenAll(first, second).Soon();
    }

    [Fact]
    public async Task An_await_resumes_on_the_activations_scheduler()
    {
        await using var cluster = await Clusters.StartAsync();
        Assert.True(await cluster.Client.GetGrain<ITurnGrain>(Clusters.NewKey()).StaysOnSchedulerAfterAwait().Soon());
    }

    [Fact]
    public async Task Task_Run_leaves_the_activations_scheduler_and_StartNew_does_not()
    {
        await using var cluster = await Clusters.StartAsync();
        var grain = cluster.Client.GetGrain<ITurnGrain>(Clusters.NewKey());
        Assert.True(await grain.LeavesSchedulerInTaskRun().Soon());
        Assert.True(await grain.StartNewStays().Soon());
    }

    [Fact]
    public async Task Value_tasks_are_grain_results_too()
    {
        await using var cluster = await Clusters.StartAsync();
        var grain = cluster.Client.GetGrain<ITurnGrain>(Clusters.NewKey());
        Assert.Equal(42, await grain.Twice(21));
        await grain.Nothing();
    }

    [Fact]
    public async Task One_identity_has_one_activation_whichever_silo_is_asked()
    {
        await using var cluster = await Clusters.StartAsync(3);
        var key = Clusters.NewKey();
        var calls = Enumerable.Range(0, 300).Select(i => cluster.On(i % 3).GetGrain<ITurnGrain>(key).Add(1));
        var sums = await Task.WhenAll(calls).Soon();
        Assert.Equal(Enumerable.Range(1, 300), sums.Order());
    }
}
