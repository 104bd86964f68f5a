using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.TestingHost;

namespace Orleans.Embedded.Tests;

public enum Size : byte
{
    Small = 1,
    Large = 200,
}

[GenerateSerializer]
public class Animal
{
    [Id(0)]
    public string Name { get; set; } = "";

    [Id(1)]
    public int Legs;
}

[GenerateSerializer]
public sealed class Dog : Animal
{
    [Id(0)]
    public bool Barks { get; init; }

    [field: NonSerialized]
    public string NotSent { get; set; } = "default";
}

[GenerateSerializer]
public record Shape(string Name, double Area)
{
    [Id(0)]
    public string? Colour { get; init; }
}

[GenerateSerializer]
public sealed record Circle(string Name, double Radius, Size Size) : Shape(Name, Math.PI * Radius * Radius);

[GenerateSerializer]
public readonly record struct Point(int X, int Y);

[GenerateSerializer]
public struct Pair<TA, TB>
{
    [Id(0)]
    public TA A;

    [Id(1)]
    public TB B { get; set; }
}

[GenerateSerializer]
[Alias("tests.renamed")]
public sealed class Renamed
{
    [Id(0)]
    private int _hidden;

    public int Hidden
    {
        get => _hidden;
        set => _hidden = value;
    }
}

[GenerateSerializer]
public sealed class Holder
{
    [Id(0)]
    public object? Anything { get; set; }

    [Id(1)]
    public IReadOnlyList<Animal>? Animals { get; set; }

    [Id(2)]
    public IEnumerable<int>? Numbers { get; set; }

    [Id(3)]
    public IDictionary<string, Shape?>? Shapes { get; set; }
}

[GenerateSerializer]
public sealed class OlderVersion
{
    [Id(0)]
    public string Name { get; set; } = "";

    [Id(2)]
    public int Count { get; set; } = 5;
}

public sealed class SerializationTests
{
    private static readonly Task<InProcessTestCluster> s_cluster = Clusters.StartAsync();

    private static async Task<T> ThereAndBackAsync<T>(T value)
    {
        var cluster = await s_cluster;
        var services = cluster.Silos[0].ServiceProvider;
        var serializer = services.GetRequiredService<Serializer>();
        var bytes = serializer.Deserialize<T>(serializer.SerializeToArray(value))!;
        var copy = services.GetRequiredService<DeepCopier>().Copy(value);
        var viaGrain = await cluster.Client.GetGrain<ICallGrain>("serialization").Echo(value);
        Assert.Equivalent(bytes, copy, strict: true);
        Assert.Equivalent(bytes, viaGrain, strict: true);
        return bytes;
    }

    private static async Task Same<T>(params T[] values)
    {
        foreach (var value in values)
            Assert.Equal(value, await ThereAndBackAsync(value));
    }

    [Fact]
    public async Task Numbers_keep_every_bit()
    {
        await Same(true, false);
        await Same<byte>(0, 255);
        await Same<sbyte>(-128, 127);
        await Same<short>(short.MinValue, -1, short.MaxValue);
        await Same<ushort>(0, ushort.MaxValue);
        await Same(int.MinValue, -1, 0, 300, int.MaxValue);
        await Same(0u, uint.MaxValue);
        await Same(long.MinValue, -1L, long.MaxValue);
        await Same(0ul, ulong.MaxValue);
        await Same(0f, -1.5f, float.NaN, float.Epsilon, float.PositiveInfinity);
        await Same(0d, -0.1, double.NaN, double.Epsilon, double.MinValue);
        await Same(0m, 1.0m, 1.00m, decimal.MinValue, 79228162514264337593543950335m);
        await Same(Int128.MinValue, Int128.MaxValue);
        await Same(BigInteger.Pow(7, 99), BigInteger.MinusOne);
        Assert.Equal("1.00", (await ThereAndBackAsync(1.00m)).ToString(CultureInfo.InvariantCulture));
        Assert.True(double.IsNegative(await ThereAndBackAsync(-0d)));
    }

    [Fact]
    public async Task Text_and_times_and_identifiers_keep_everything()
    {
        await Same('a', '\uffff');
        await Same("", "naïve", "漢字 🚀", new string('x', 100_000));
        await Same(Guid.Empty, Guid.NewGuid());
        await Same(DateTime.MinValue, DateTime.MaxValue, new DateTime(2024, 3, 1, 14, 30, 0, DateTimeKind.Utc));
        Assert.Equal(DateTimeKind.Utc, (await ThereAndBackAsync(DateTime.UtcNow)).Kind);
        await Same(DateTimeOffset.MinValue, new DateTimeOffset(2024, 3, 1, 9, 30, 0, TimeSpan.FromHours(-5)));
        Assert.Equal(
            TimeSpan.FromHours(-5),
            (await ThereAndBackAsync(new DateTimeOffset(2024, 3, 1, 9, 30, 0, TimeSpan.FromHours(-5)))).Offset
        );
        await Same(TimeSpan.MinValue, TimeSpan.MaxValue, TimeSpan.FromTicks(1));
        await Same(DateOnly.MinValue, new DateOnly(2024, 2, 29));
        await Same(TimeOnly.MinValue, new TimeOnly(23, 59, 59, 999));
        await Same(new Uri("https://example.org/a?b=c"), new Uri("relative", UriKind.Relative));
        await Same(new Version(1, 2), new Version(1, 2, 3, 4));
        await Same(typeof(int), typeof(Dictionary<string, List<Animal>>));
        await Same(GrainId.Create("kind", "key/with/slashes"));
        var address = SiloAddress.New(System.Net.IPAddress.Loopback, 11111, 7);
        Assert.Equal(address, await (await s_cluster).Client.GetGrain<ICallGrain>("serialization").Echo(address));
    }

    [Fact]
    public async Task Enumerations_and_missing_values_and_tuples()
    {
        await Same(Size.Small, Size.Large, (Size)77);
        await Same(DayOfWeek.Saturday, (DayOfWeek)(-3));
        await Same<int?>(null, 5);
        await Same<Size?>(null, Size.Large);
        await Same<Point?>(null, new Point(1, -2));
        await Same((1, "a"), (2, (string)null!));
        await Same((1, 2, 3, 4, 5, 6, 7, 8, 9));
        await Same(Tuple.Create(1, "a", 2.5));
        await Same(KeyValuePair.Create("k", 3L));
        await Same<string?>(null, "x");
    }

    [Fact]
    public async Task Collections_of_every_kind()
    {
        Assert.Equal("1,2,3", string.Join(",", await ThereAndBackAsync<int[]>([1, 2, 3])));
        Assert.Equal("0100FF", Convert.ToHexString(await ThereAndBackAsync<byte[]>([1, 0, 255])));
        Assert.Null((await ThereAndBackAsync<string?[]>(["a", null]))[1]);
        Assert.Equal(
            3,
            (
                await ThereAndBackAsync<int[][]>([
                    [1],
                    [],
                    [2, 3],
                ])
            )[2][1]
        );
        var matrix = await ThereAndBackAsync(
            new double[,]
            {
                { 1, 2, 3 },
                { 4, 5, 6 },
            }
        );
        Assert.Equal(6, matrix[1, 2]);
        Assert.Equal([1.5, 2.5], await ThereAndBackAsync(new List<double> { 1.5, 2.5 }));
        Assert.Equal(2, (await ThereAndBackAsync(new Dictionary<string, int> { ["a"] = 1, ["b"] = 2 }))["b"]);
        var ignoring = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase) { ["A"] = 1 };
        Assert.Equal(1, (await ThereAndBackAsync(ignoring))["a"]);
        Assert.Equal([1, 2], await ThereAndBackAsync(new HashSet<int> { 1, 2 }));
        Assert.Equal([1, 2], await ThereAndBackAsync(new Queue<int>([1, 2])));
        Assert.Equal([2, 1], await ThereAndBackAsync(new Stack<int>([1, 2])));
        Assert.Equal([1, 3], await ThereAndBackAsync(new SortedSet<int> { 3, 1 }));
        Assert.Equal(
            "a",
            (await ThereAndBackAsync(new SortedDictionary<string, int> { ["b"] = 1, ["a"] = 2 })).First().Key
        );
        Assert.Equal([1, 2], await ThereAndBackAsync<ImmutableArray<int>>([1, 2]));
        Assert.Equal([1, 2], await ThereAndBackAsync<ImmutableList<int>>([1, 2]));
        Assert.Equal(1, (await ThereAndBackAsync(ImmutableDictionary<string, int>.Empty.Add("a", 1)))["a"]);
        Assert.Equal([1, 2], await ThereAndBackAsync(new List<int> { 1, 2 }.AsReadOnly()));
        Assert.Equal("0102", Convert.ToHexString((await ThereAndBackAsync(new ReadOnlyMemory<byte>([1, 2]))).Span));
    }

    [Fact]
    public async Task Classes_with_base_classes_and_private_and_init_only_members()
    {
        var dog = await ThereAndBackAsync(
            new Dog
            {
                Name = "Rex",
                Legs = 4,
                Barks = true,
                NotSent = "lost",
            }
        );
        Assert.Equal(("Rex", 4, true, "default"), (dog.Name, dog.Legs, dog.Barks, dog.NotSent));
        Assert.Equal(9, (await ThereAndBackAsync(new Renamed { Hidden = 9 })).Hidden);
        var animal = await ThereAndBackAsync<Animal>(new Dog { Name = "Rex" });
        Assert.IsType<Dog>(animal);
    }

    [Fact]
    public async Task Records_with_positional_and_other_members_and_structs()
    {
        await Same(new Shape("a", 1.5) { Colour = "red" }, new Shape(null!, 0));
        await Same<Shape>(new Circle("c", 2, Size.Large) { Colour = "blue" });
        await Same(new Point(3, -4));
        var pair = await ThereAndBackAsync(new Pair<string, Point> { A = "x", B = new Point(1, 2) });
        Assert.Equal(("x", new Point(1, 2)), (pair.A, pair.B));
    }

    [Fact]
    public async Task Members_declared_as_interfaces_and_objects_keep_their_types()
    {
        var holder = await ThereAndBackAsync(
            new Holder
            {
                Anything = new Point(5, 6),
                Animals = new Animal[]
                {
                    new Dog { Name = "a" },
                    new() { Name = "b" },
                },
                Numbers = new List<int> { 1, 2 },
                Shapes = new Dictionary<string, Shape?> { ["s"] = new Circle("c", 1, Size.Small), ["n"] = null },
            }
        );
        Assert.Equal(new Point(5, 6), holder.Anything);
        Assert.IsType<Dog>(holder.Animals![0]);
        Assert.Equal([1, 2], holder.Numbers!);
        Assert.IsType<Circle>(holder.Shapes!["s"]);
        Assert.Equal("text", (await ThereAndBackAsync(new Holder { Anything = "text" })).Anything);
        Assert.Equal(7L, (await ThereAndBackAsync(new Holder { Anything = 7L })).Anything);
    }

    [Fact]
    public async Task One_object_met_twice_is_one_object_afterwards()
    {
        var dog = new Dog { Name = "one" };
        var many = Enumerable.Range(0, 30).Select(i => i % 3 == 0 ? dog : new Dog { Name = $"{i}" }).ToList();
        var list = await ThereAndBackAsync(many);
        Assert.Same(list[0], list[27]);
        Assert.NotSame(list[0], list[1]);
    }

    [Fact]
    public async Task A_wrapped_immutable_value_travels()
    {
        var box = await ThereAndBackAsync(new Box { Items = [4] }.AsImmutable());
        Assert.Equal([4], box.Value.Items);
    }
}
