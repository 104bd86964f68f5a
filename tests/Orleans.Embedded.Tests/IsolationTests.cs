using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Orleans.Embedded.Tests;

[GenerateSerializer]
public sealed class Box
{
    [Id(0)]
    public List<int> Items { get; set; } = [];

    [Id(1)]
    public Box? Other { get; set; }
}

[GenerateSerializer, Immutable]
public sealed record Label([property: Id(0)] string Text, [property: Id(1)] int[] Numbers);

public interface IKeeperGrain : IGrainWithStringKey
{
    Task Keep(Box box);
    Task<Box> Kept();
    Task<bool> KeepsSame(Box box);
    Task<bool> SharesImmutable(Label label);
    Task<bool> SharesMarked([Immutable] Box box);
    Task<bool> SharesWrapped(Immutable<Box> box);
    Task<bool> SharesString(string text, ImmutableArray<int> numbers);
    Task<int> Change(int[] numbers);
    Task<string> Unmarked(object value);
}

public sealed class Unmarked
{
    public int Value { get; set; }
}

public sealed class KeeperGrain : Grain, IKeeperGrain
{
    public static object? Sent { get; set; }

    private Box _box = new();

    public Task Keep(Box box)
    {
        _box = box;
        return Task.CompletedTask;
    }

    public Task<Box> Kept() => Task.FromResult(_box);

    public Task<bool> KeepsSame(Box box) => Task.FromResult(ReferenceEquals(box, box.Other));

    public Task<bool> SharesImmutable(Label label) => Task.FromResult(ReferenceEquals(label, Sent));

    public Task<bool> SharesMarked([Immutable] Box box) => Task.FromResult(ReferenceEquals(box, Sent));

    public Task<bool> SharesWrapped(Immutable<Box> box) => Task.FromResult(ReferenceEquals(box.Value, Sent));

    public Task<bool> SharesString(string text, ImmutableArray<int> numbers) =>
        Task.FromResult(ReferenceEquals(text, Sent) && numbers.Length == 2);

    public Task<int> Change(int[] numbers)
    {
        numbers[0] = -1;
        return Task.FromResult(numbers[0]);
    }

    public Task<string> Unmarked(object value) => Task.FromResult("");
}

public sealed class IsolationTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_sent_and_what_is_got_is_ones_own(bool fromSilo)
    {
        await using var cluster = await Clusters.StartAsync();
        var factory = fromSilo ? cluster.On(0) : cluster.Client;
        var grain = factory.GetGrain<IKeeperGrain>(Clusters.NewKey());
        var box = new Box { Items = [1, 2] };
        await grain.Keep(box);
        box.Items.Add(3);
        var got = await grain.Kept();
        Assert.Equal([1, 2], got.Items);
        got.Items.Clear();
        Assert.Equal([1, 2], (await grain.Kept()).Items);
        int[] numbers = [1];
        Assert.Equal(-1, await grain.Change(numbers));
        Assert.Equal([1], numbers);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_object_that_holds_itself_still_does_after_the_journey(bool fromSilo)
    {
        await using var cluster = await Clusters.StartAsync();
        var factory = fromSilo ? cluster.On(0) : cluster.Client;
        var box = new Box();
        box.Other = box;
        Assert.True(await factory.GetGrain<IKeeperGrain>(Clusters.NewKey()).KeepsSame(box));
    }

    [Fact]
    public async Task What_is_immutable_is_shared_within_a_silo()
    {
        await using var cluster = await Clusters.StartAsync();
        var grain = cluster.On(0).GetGrain<IKeeperGrain>(Clusters.NewKey());
        var label = new Label("x", [1]);
        KeeperGrain.Sent = label;
        Assert.True(await grain.SharesImmutable(label));
        var box = new Box();
        KeeperGrain.Sent = box;
        Assert.True(await grain.SharesMarked(box));
        Assert.True(await grain.SharesWrapped(box.AsImmutable()));
        var text = new string('x', 3);
        KeeperGrain.Sent = text;
        Assert.True(await grain.SharesString(text, [1, 2]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_type_not_marked_for_sending_is_refused_by_name(bool fromSilo)
    {
        await using var cluster = await Clusters.StartAsync();
        var factory = fromSilo ? cluster.On(0) : cluster.Client;
        var grain = factory.GetGrain<IKeeperGrain>(Clusters.NewKey());
        var failure = await Assert.ThrowsAsync<Serialization.CodecNotFoundException>(async () =>
            await grain.Unmarked(new Unmarked())
        );
        Assert.Contains(nameof(Unmarked), failure.Message);
    }
}
