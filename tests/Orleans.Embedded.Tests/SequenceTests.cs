using System.Runtime.CompilerServices;
using Orleans.Runtime;

namespace Orleans.Embedded.Tests;

public interface ISequenceGrain : IGrainWithStringKey
{
    IAsyncEnumerable<int> Count(int to);
    IAsyncEnumerable<string> Endless(CancellationToken token = default);
    IAsyncEnumerable<int> FailAt(int at);
    Task<string> Ping();
}

public sealed class SequenceGrain : Grain, ISequenceGrain
{
    public async IAsyncEnumerable<int> Count(int to)
    {
        for (var i = 0; i < to; i++)
        {
            if (i % 7 == 0)
                await Task.Yield();
            yield return i;
        }
    }

    public async IAsyncEnumerable<string> Endless([EnumeratorCancellation] CancellationToken token = default)
    {
        var probe = Probe.For(this.GetPrimaryKeyString());
        try
        {
            yield return "first";
            await Task.Delay(Timeout.Infinite, token);
        }
        finally
        {
            probe.Open("ended");
        }
    }

    public async IAsyncEnumerable<int> FailAt(int at)
    {
        for (var i = 0; i < at; i++)
            yield return i;
        await Task.Yield();
        throw new OwnException("at the end") { Code = at };
    }

    public Task<string> Ping() => Task.FromResult("pong");
}

public sealed class SequenceTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(1234)]
    public async Task A_sequence_arrives_whole_and_in_order(int length)
    {
        await using var cluster = await Clusters.StartAsync();
        foreach (var factory in new[] { cluster.Client, cluster.On(0) })
        {
            var numbers = new List<int>();
            await foreach (var number in factory.GetGrain<ISequenceGrain>(Clusters.NewKey()).Count(length))
                numbers.Add(number);
            Assert.Equal(Enumerable.Range(0, length), numbers);
        }
    }

    [Fact]
    public async Task A_batch_size_changes_nothing_but_the_batches()
    {
        await using var cluster = await Clusters.StartAsync();
        var sequence = cluster.Client.GetGrain<ISequenceGrain>(Clusters.NewKey()).Count(50).WithBatchSize(3);
        var numbers = new List<int>();
        await foreach (var number in sequence)
            numbers.Add(number);
        Assert.Equal(Enumerable.Range(0, 50), numbers);
    }

    [Fact]
    public async Task Leaving_a_sequence_early_ends_it_at_the_grain()
    {
        await using var cluster = await Clusters.StartAsync();
        var key = Clusters.NewKey();
        var grain = cluster.Client.GetGrain<ISequenceGrain>(key);
        await foreach (var word in grain.Endless())
        {
            Assert.Equal("first", word);
            Assert.Equal("pong", await grain.Ping().Soon());
            break;
        }

        await Probe.For(key).At("ended").Soon();
    }

    [Fact]
    public async Task A_cancelled_sequence_throws_and_ends_at_the_grain()
    {
        await using var cluster = await Clusters.StartAsync();
        var key = Clusters.NewKey();
        using var source = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (
                var _ in cluster.Client.GetGrain<ISequenceGrain>(key).Endless().WithCancellation(source.Token)
            )
                source.Cancel();
        });
        await Probe.For(key).At("ended").Soon();
    }

    [Fact]
    public async Task A_failure_within_a_sequence_comes_after_its_elements()
    {
        await using var cluster = await Clusters.StartAsync();
        var numbers = new List<int>();
        var failure = await Assert.ThrowsAsync<OwnException>(async () =>
        {
            await foreach (var number in cluster.Client.GetGrain<ISequenceGrain>(Clusters.NewKey()).FailAt(3))
                numbers.Add(number);
        });
        Assert.Equal(3, failure.Code);
        Assert.Equal([0, 1, 2], numbers);
    }
}
