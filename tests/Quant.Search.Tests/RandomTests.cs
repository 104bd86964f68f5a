using Quant.Search.Numerics;
using Quant.Search.Spaces;

namespace Quant.Search.Tests;

public sealed class RandomTests
{
    [Fact]
    public void The_generator_gives_the_numbers_its_authors_reference_code_gives()
    {
        // The widely used vector of the reference C code from the state 1, 2, 3, 4 (that of the rand_xoshiro crate).
        ulong[] expected =
        [
            11520,
            0,
            1509978240,
            1215971899390074240,
            1216172134540287360,
            607988272756665600,
            16172922978634559625,
            8476171486693032832,
            10595114339597558777,
            2904607092377533576,
        ];
        var random = new Xoshiro256(1, 2, 3, 4);

        Assert.Equal(expected, expected.Select(_ => random.Next()));
    }

    [Fact]
    public void A_seed_is_spread_by_splitmix64()
    {
        // SplitMix64's published first outputs from the seed 1234567.
        var expected = new Xoshiro256(
            6457827717110365317,
            3203168211198807973,
            9817491932198370423,
            4593380528125082431
        );
        var random = new Xoshiro256(1234567);
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(expected.Next(), random.Next());
        }
    }

    [Fact]
    public void Numbers_below_a_bound_are_evenly_spread()
    {
        var random = new Xoshiro256(5);
        var counts = new int[7];
        for (var i = 0; i < 70_000; i++)
        {
            counts[random.NextBelow(7)]++;
        }
        // Chi-square with 6 degrees of freedom: 22.46 is exceeded once in a thousand seeds, and this seed is fixed.
        Assert.True(counts.Sum(c => (c - 10_000.0) * (c - 10_000.0) / 10_000) < 22.46);
        Assert.Equal(0UL, random.NextBelow(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.NextBelow(0));
    }

    [Fact]
    public void A_random_order_is_distinct_within_bounds_and_begins_the_same_however_much_is_taken()
    {
        for (ulong seed = 0; seed < 50; seed++)
        {
            var all = RandomOrder.Take(97, 97, seed);
            Assert.Equal(Enumerable.Range(0, 97).Select(i => (long)i), all.Order());
            Assert.Equal(all[..40], RandomOrder.Take(97, 40, seed));
        }
        var wide = RandomOrder.Take(long.MaxValue, 1000, 1);
        Assert.Equal(1000, wide.Distinct().Count());
        Assert.All(wide, place => Assert.InRange(place, 0, long.MaxValue - 1));
    }

    [Fact]
    public void Every_place_is_as_likely_first()
    {
        var counts = new int[5];
        for (ulong seed = 0; seed < 5000; seed++)
        {
            counts[RandomOrder.Take(5, 2, seed)[1]]++;
        }
        Assert.All(counts, count => Assert.InRange(count, 880, 1120));
    }
}
