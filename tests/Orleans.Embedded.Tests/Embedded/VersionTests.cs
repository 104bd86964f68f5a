using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace Orleans.Embedded.Tests;

[GenerateSerializer]
public sealed class NewerVersion
{
    [Id(0)]
    public string Name { get; set; } = "";

    [Id(1)]
    public List<Animal> Added { get; set; } = [];

    [Id(5)]
    public double Later { get; set; }

    [Id(6)]
    public Animal? Again { get; set; }
}

[GenerateSerializer]
public sealed class Duplicated
{
    [Id(1)]
    public int A { get; set; }

    [Id(1)]
    public int B { get; set; }
}

/// <summary>What bytes written by another version of a type are read as. The bytes themselves are the engine's own.</summary>
public sealed class VersionTests
{
    [Fact]
    public async Task Members_unknown_to_the_reader_are_skipped_and_missing_ones_keep_their_defaults()
    {
        await using var cluster = await Clusters.StartAsync();
        var serializer = cluster.Silos[0].ServiceProvider.GetRequiredService<Serializer>();
        var animal = new Animal { Name = "cat" };
        var bytes = serializer.SerializeToArray(
            new NewerVersion
            {
                Name = "n",
                Added = [animal, animal],
                Later = 2.5,
                Again = animal,
            }
        );
        var older = serializer.Deserialize<OlderVersion>(bytes);
        Assert.Equal(("n", 5), (older.Name, older.Count));
        var newer = serializer.Deserialize<NewerVersion>(
            serializer.SerializeToArray(new OlderVersion { Name = "o", Count = 9 })
        );
        Assert.Equal(("o", 0), (newer.Name, newer.Added.Count));
    }

    [Fact]
    public async Task Torn_bytes_are_refused()
    {
        await using var cluster = await Clusters.StartAsync();
        var serializer = cluster.Silos[0].ServiceProvider.GetRequiredService<Serializer>();
        var bytes = serializer.SerializeToArray(new NewerVersion { Name = "name", Added = [new Animal()] });
        for (var length = 0; length < bytes.Length; length++)
            Assert.Throws<SerializerException>(() => serializer.Deserialize<NewerVersion>(bytes[..length]));
    }

    [Fact]
    public async Task Text_with_half_a_surrogate_pair_survives()
    {
        await using var cluster = await Clusters.StartAsync();
        var serializer = cluster.Silos[0].ServiceProvider.GetRequiredService<Serializer>();
        foreach (var text in (string[])["\ud800", "a\udc00b", "\ud83d\ude80\ud83d"])
            Assert.Equal(text, serializer.Deserialize<string>(serializer.SerializeToArray(text)));
    }

    [Fact]
    public async Task A_default_immutable_array_is_told_from_an_empty_one()
    {
        await using var cluster = await Clusters.StartAsync();
        var serializer = cluster.Silos[0].ServiceProvider.GetRequiredService<Serializer>();
        foreach (var array in new[] { default, ImmutableArray<int>.Empty })
            Assert.Equal(
                array.IsDefault,
                serializer.Deserialize<ImmutableArray<int>>(serializer.SerializeToArray(array)).IsDefault
            );
    }

    [Fact]
    public async Task Two_members_of_one_number_are_refused_by_name()
    {
        await using var cluster = await Clusters.StartAsync();
        var serializer = cluster.Silos[0].ServiceProvider.GetRequiredService<Serializer>();
        var failure = Assert.Throws<SerializerException>(() => serializer.SerializeToArray(new Duplicated()));
        Assert.Contains(nameof(Duplicated), failure.Message);
    }
}
