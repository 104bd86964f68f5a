using Orleans.Concurrency;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Orleans.Embedded.Tests;

public interface ICallGrain : IGrainWithStringKey
{
    Task Fail(string message);
    Task<int> FailAfterAwait(string message);
    Task FailByName(string exceptionType);

    [ResponseTimeout("00:00:00.3")]
    Task HoldBriefly();

    Task Hold();

    [OneWay]
    Task Tell(string what);

    [OneWay]
    Task TellAndHold();

    Task<string> WaitForCancel(string argument, CancellationToken token);
    Task<bool> CanBeCancelled(CancellationToken token = default);
    Task<string> ForwardWithToken(string other, CancellationToken token);
    Task<T> Echo<T>(T value);
    Task<Dictionary<TKey, List<TValue>>> Group<TKey, TValue>(TKey key, TValue value)
        where TKey : notnull;
    Task<string?> ContextOf(string key);
    Task<string?> ContextThrough(string other, string key);
    Task SetContext(string key, string value);
    Task<int> Overloaded(int value);
    Task<int> Overloaded(string value);
    Task<IReadOnlyList<string>> Told();
}

[GenerateSerializer]
public sealed class OwnException(string message) : Exception(message)
{
    [Id(0)]
    public int Code { get; init; }
}

public sealed class CallGrain : Grain, ICallGrain
{
    private Probe Probe => Probe.For(this.GetPrimaryKeyString());

    public Task Fail(string message) => throw new InvalidOperationException(message);

    public async Task<int> FailAfterAwait(string message)
    {
        await Task.Yield();
        throw new OwnException(message) { Code = 7 };
    }

    public Task FailByName(string exceptionType) =>
        exceptionType switch
        {
            "argument" => throw new ArgumentOutOfRangeException("size", 3, "too small"),
            "inner" => throw new WrappingException("outer", new TimeoutException("inner")),
            "aggregate" => throw new AggregateException(
                "many",
                new TimeoutException("one"),
                new FormatException("two")
            ),
            _ => throw new NotSupportedException(exceptionType),
        };

    public Task HoldBriefly() => Probe.At("release");

    public Task Hold() => Probe.At("release");

    public Task Tell(string what)
    {
        Probe.Say(what);
        Probe.Open(what);
        return Task.CompletedTask;
    }

    public Task TellAndHold() => Probe.At("release");

    public async Task<string> WaitForCancel(string argument, CancellationToken token)
    {
        var cancelled = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = token.Register(() => cancelled.SetResult("cancelled"));
        Probe.Open("waiting");
        var result = await cancelled.Task;
        Probe.Open("saw cancel", argument);
        token.ThrowIfCancellationRequested();
        return result;
    }

    public Task<bool> CanBeCancelled(CancellationToken token = default) =>
        Task.FromResult(token.IsCancellationRequested);

    public Task<string> ForwardWithToken(string other, CancellationToken token) =>
        GrainFactory.GetGrain<ICallGrain>(other).WaitForCancel("forwarded", token);

    public Task<T> Echo<T>(T value) => Task.FromResult(value);

    public Task<Dictionary<TKey, List<TValue>>> Group<TKey, TValue>(TKey key, TValue value)
        where TKey : notnull => Task.FromResult(new Dictionary<TKey, List<TValue>> { [key] = [value] });

    public Task<string?> ContextOf(string key) => Task.FromResult(RequestContext.Get(key) as string);

    public async Task<string?> ContextThrough(string other, string key)
    {
        await Task.Yield();
        return await GrainFactory.GetGrain<ICallGrain>(other).ContextOf(key);
    }

    public Task SetContext(string key, string value)
    {
        RequestContext.Set(key, value);
        return Task.CompletedTask;
    }

    public Task<int> Overloaded(int value) => Task.FromResult(value);

    public Task<int> Overloaded(string value) => Task.FromResult(value.Length);

    public Task<IReadOnlyList<string>> Told() => Task.FromResult<IReadOnlyList<string>>(Probe.Events.ToArray());
}

[GenerateSerializer]
public sealed class WrappingException(string message, Exception inner) : Exception(message, inner);

public sealed class CallTests
{
    [Fact]
    public async Task A_synchronous_failure_reaches_the_caller_with_type_message_and_stack()
    {
        await using var cluster = await Clusters.StartAsync();
        var grain = cluster.Client.GetGrain<ICallGrain>(Clusters.NewKey());
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => grain.Fail("no such luck"));
        Assert.Equal("no such luck", failure.Message);
        Assert.Contains(nameof(CallGrain), failure.StackTrace);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_exception_of_ones_own_keeps_its_members(bool fromSilo)
    {
        await using var cluster = await Clusters.StartAsync();
        var factory = fromSilo ? cluster.On(0) : cluster.Client;
        var grain = factory.GetGrain<ICallGrain>(Clusters.NewKey());
        var failure = await Assert.ThrowsAsync<OwnException>(() => grain.FailAfterAwait("mine"));
        Assert.Equal(("mine", 7), (failure.Message, failure.Code));
        Assert.Contains(nameof(CallGrain.FailAfterAwait), failure.StackTrace);
    }

    [Fact]
    public async Task Framework_exceptions_keep_type_and_message_and_inner_exceptions()
    {
        await using var cluster = await Clusters.StartAsync();
        var grain = cluster.Client.GetGrain<ICallGrain>(Clusters.NewKey());
        var argument = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => grain.FailByName("argument"));
        Assert.Contains("too small", argument.Message);
        var outer = await Assert.ThrowsAsync<WrappingException>(() => grain.FailByName("inner"));
        Assert.Equal("inner", Assert.IsType<TimeoutException>(outer.InnerException).Message);
        await Assert.ThrowsAsync<NotSupportedException>(() => grain.FailByName("other"));
    }

    [Fact]
    public async Task A_grain_serves_on_after_a_failure()
    {
        await using var cluster = await Clusters.StartAsync();
        var grain = cluster.Client.GetGrain<ICallGrain>(Clusters.NewKey());
        await Assert.ThrowsAsync<InvalidOperationException>(() => grain.Fail("once"));
        Assert.Equal(3, await grain.Overloaded(3));
    }

    [Fact]
    public async Task Overloads_and_generic_methods_are_told_apart()
    {
        await using var cluster = await Clusters.StartAsync();
        var grain = cluster.Client.GetGrain<ICallGrain>(Clusters.NewKey());
        Assert.Equal(5, await grain.Overloaded(5));
        Assert.Equal(3, await grain.Overloaded("abc"));
        Assert.Equal("x", await grain.Echo("x"));
        Assert.Equal(1.5, await grain.Echo(1.5));
        Assert.Equal([2L], (await grain.Group("a", 2L))["a"]);
    }

    [Fact]
    public async Task A_response_timeout_of_a_method_is_kept()
    {
        await using var cluster = await Clusters.StartAsync();
        var key = Clusters.NewKey();
        var grain = cluster.Client.GetGrain<ICallGrain>(key);
        var failure = await Assert.ThrowsAsync<TimeoutException>(() => grain.HoldBriefly().Soon());
        Assert.Contains(nameof(ICallGrain.HoldBriefly), failure.Message);
        Assert.Contains(key, failure.Message);
        Probe.For(key).Open("release");
        Assert.Equal(1, await grain.Overloaded(1).Soon());
    }

    [Fact]
    public async Task A_one_way_call_ends_before_the_grain_has_done_it()
    {
        await using var cluster = await Clusters.StartAsync();
        var key = Clusters.NewKey();
        var grain = cluster.Client.GetGrain<ICallGrain>(key);
        await grain.TellAndHold().Soon();
        await grain.Tell("later").Soon();
        Probe.For(key).Open("release");
        await Probe.For(key).At("later").Soon();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cancelling_reaches_the_grain_and_ends_the_call(bool fromSilo)
    {
        await using var cluster = await Clusters.StartAsync();
        var key = Clusters.NewKey();
        var factory = fromSilo ? cluster.On(0) : cluster.Client;
        using var source = new CancellationTokenSource();
        var call = factory.GetGrain<ICallGrain>(key).WaitForCancel("first", source.Token);
        await Probe.For(key).At("waiting").Soon();
        source.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Soon());
        Assert.Equal("first", await Probe.For(key).At("saw cancel").Soon());
    }

    [Fact]
    public async Task Cancelling_goes_along_a_chain_of_calls_across_silos()
    {
        await using var cluster = await Clusters.StartAsync(2);
        string key = Clusters.NewKey(),
            other = Clusters.NewKey();
        using var source = new CancellationTokenSource();
        // Two activations, one per silo at least for one of the pairs tried.
        var call = cluster.Client.GetGrain<ICallGrain>(key).ForwardWithToken(other, source.Token);
        await Probe.For(other).At("waiting").Soon();
        source.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Soon());
        Assert.Equal("forwarded", await Probe.For(other).At("saw cancel").Soon());
    }

    [Fact]
    public async Task A_call_with_a_cancelled_token_is_not_made()
    {
        await using var cluster = await Clusters.StartAsync();
        var grain = cluster.Client.GetGrain<ICallGrain>(Clusters.NewKey());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            grain.CanBeCancelled(new CancellationToken(true))
        );
        Assert.False(await grain.CanBeCancelled());
    }

    [Fact]
    public async Task The_request_context_flows_along_and_never_back()
    {
        await using var cluster = await Clusters.StartAsync(2);
        var grain = cluster.Client.GetGrain<ICallGrain>(Clusters.NewKey());
        RequestContext.Set("trace", "abc");
        Assert.Equal("abc", await grain.ContextThrough(Clusters.NewKey(), "trace").Soon());
        await grain.SetContext("trace", "changed");
        Assert.Equal("abc", RequestContext.Get("trace"));
        RequestContext.Clear();
        Assert.Null(await grain.ContextOf("trace"));
    }

    [Fact]
    public async Task An_interface_without_a_class_is_refused_by_name()
    {
        await using var cluster = await Clusters.StartAsync();
        var failure = Assert.Throws<ArgumentException>(() => cluster.Client.GetGrain<INobodysGrain>("x"));
        Assert.Contains(nameof(INobodysGrain), failure.Message);
    }
}

public interface INobodysGrain : IGrainWithStringKey
{
    Task Nothing();
}
