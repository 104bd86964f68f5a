using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Embedded.Tests;

public interface IFilteredGrain : IGrainWithStringKey
{
    Task<int> Twice(int value);
    ValueTask<string> Name();
    Task Nothing();
    Task<int> Fail();
    Task<int> Late();
}

public sealed class FilteredGrain : Grain, IFilteredGrain
{
    public Task<int> Twice(int value) => Task.FromResult(2 * value);

    public ValueTask<string> Name() => new(this.GetPrimaryKeyString());

    public Task Nothing() => Task.CompletedTask;

    public Task<int> Fail() => throw new InvalidOperationException("on purpose");

    public async Task<int> Late()
    {
        await Task.Yield();
        return 5;
    }
}

public sealed class FilterTests
{
    private readonly ConcurrentQueue<string> _seen = new();

    [Fact]
    public async Task Filters_see_every_call_of_a_grain_in_the_order_they_were_registered()
    {
        await using var cluster = await StartAsync(new Noting("outer", _seen), new Noting("inner", _seen));
        var key = Clusters.NewKey();
        var grain = cluster.Client.GetGrain<IFilteredGrain>(key);

        Assert.Equal(8, await grain.Twice(4));
        Assert.Equal(key, await grain.Name());
        await grain.Nothing();
        Assert.Equal(5, await grain.Late());

        Assert.Equal(
            Enumerable
                .Range(0, 4)
                .SelectMany(i =>
                {
                    var method = ((string[])["Twice", "Name", "Nothing", "Late"])[i];
                    return new[]
                    {
                        $"outer> {key}.{method}",
                        $"inner> {key}.{method}",
                        $"inner< {key}.{method}",
                        $"outer< {key}.{method}",
                    };
                }),
            _seen.Where(line => line.Contains(key, StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task A_filter_sees_the_grain_s_failure_and_so_does_the_caller()
    {
        await using var cluster = await StartAsync(new Noting("only", _seen));
        var key = Clusters.NewKey();

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            cluster.Client.GetGrain<IFilteredGrain>(key).Fail()
        );

        Assert.Equal("on purpose", failure.Message);
        Assert.Contains($"only! {key}.Fail InvalidOperationException", _seen);
    }

    [Fact]
    public async Task A_filter_may_replace_a_result_and_refuse_a_call()
    {
        await using var cluster = await StartAsync(new Meddling());
        var grain = cluster.Client.GetGrain<IFilteredGrain>(Clusters.NewKey());

        Assert.Equal(101, await grain.Twice(50));
        Assert.Equal("someone", await grain.Name());
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => grain.Nothing());
    }

    private static Task<Orleans.TestingHost.InProcessTestCluster> StartAsync(
        params IIncomingGrainCallFilter[] filters
    ) =>
        Clusters.StartAsync(configure: silo =>
        {
            foreach (var filter in filters)
            {
                silo.Services.AddSingleton(filter);
            }
        });

    private sealed class Noting(string name, ConcurrentQueue<string> seen) : IIncomingGrainCallFilter
    {
        public async Task Invoke(IIncomingGrainCallContext context)
        {
            var what = $"{context.TargetId.Key}.{context.MethodName}";
            seen.Enqueue($"{name}> {what}");
            try
            {
                await context.Invoke();
                seen.Enqueue($"{name}< {what}");
            }
            catch (Exception failure)
            {
                seen.Enqueue($"{name}! {what} {failure.GetType().Name}");
                throw;
            }
        }
    }

    private sealed class Meddling : IIncomingGrainCallFilter
    {
        public async Task Invoke(IIncomingGrainCallContext context)
        {
            if (context.Grain is not FilteredGrain)
            {
                await context.Invoke();
                return;
            }
            if (context.ImplementationMethod.Name == nameof(FilteredGrain.Nothing))
            {
                throw new UnauthorizedAccessException();
            }
            await context.Invoke();
            context.Result = context.Result is int number ? number + 1 : "someone";
        }
    }
}
