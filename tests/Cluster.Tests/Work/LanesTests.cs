using Quant.Grains.Search;

namespace Quant.Cluster.Tests.Work;

public sealed class LanesTests
{
    [Theory, InlineData(1), InlineData(3), InlineData(100), InlineData(0)]
    public async Task Everything_is_worked_through_once_with_at_most_so_many_under_way(int lanes)
    {
        var gates = Enumerable.Range(0, 10).Select(_ => new TaskCompletionSource()).ToArray();
        var (begun, underWay, most) = (new List<int>(), 0, 0);

        var all = Lanes.ForEachAsync(
            Enumerable.Range(0, 10),
            lanes,
            async i =>
            {
                begun.Add(i);
                most = Math.Max(most, ++underWay);
                await gates[i].Task;
                underWay--;
            },
            default
        );
        for (var i = 0; i < 10; i++)
        {
            Assert.False(all.IsCompleted);
            gates[i].SetResult();
        }
        await all;

        Assert.Equal(Enumerable.Range(0, 10), begun);
        Assert.Equal(Math.Clamp(lanes, 1, 10), most);
    }

    [Fact]
    public async Task The_first_failure_stops_the_handing_out_and_is_told_when_what_was_under_way_has_ended()
    {
        var gates = Enumerable.Range(0, 3).Select(_ => new TaskCompletionSource()).ToArray();
        var begun = new List<int>();

        var all = Lanes.ForEachAsync(
            Enumerable.Range(0, 10),
            3,
            i =>
            {
                begun.Add(i);
                return gates[i].Task;
            },
            default
        );
        gates[1].SetException(new InvalidDataException("torn"));
        Assert.False(all.IsCompleted);
        gates[0].SetResult();
        gates[2].SetResult();

        Assert.Equal("torn", (await Assert.ThrowsAsync<InvalidDataException>(() => all)).Message);
        Assert.Equal([0, 1, 2], begun);
    }

    [Fact]
    public async Task Cancellation_hands_out_nothing_more()
    {
        using var stop = new CancellationTokenSource();
        var begun = 0;

        var all = Lanes.ForEachAsync(
            Enumerable.Range(0, 10),
            2,
            async i =>
            {
                if (++begun == 4)
                {
                    await stop.CancelAsync();
                }
            },
            stop.Token
        );

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => all);
        Assert.Equal(4, begun);
        await Lanes.ForEachAsync(Array.Empty<int>(), 4, _ => throw new InvalidOperationException(), default);
    }
}
