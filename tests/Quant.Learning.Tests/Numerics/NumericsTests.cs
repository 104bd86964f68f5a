using System.Runtime.Intrinsics;
using Quant.Learning.Numerics;
using Quant.Learning.Threading;

namespace Quant.Learning.Tests.Numerics;

public sealed class NumericsTests
{
    [Fact]
    public void The_exponential_is_within_two_units_in_the_last_place()
    {
        var random = new SplitMix64(1);
        for (var i = 0; i < 200_000; i++)
        {
            var x = (random.NextDouble() - 0.5) * (i % 2 == 0 ? 4 : 1000);
            var expected = Math.Exp(x);
            var actual = Exponential.Of(Vector512.Create(x)).ToScalar();
            Assert.InRange(Math.Abs(actual - expected), 0, 2 * (Math.BitIncrement(expected) - expected));
        }
    }

    [Theory]
    [InlineData(0.0, 0.5)]
    [InlineData(double.PositiveInfinity, 1.0)]
    [InlineData(-1.0, 0.2689414213699951)]
    [InlineData(3.0, 0.9525741268224334)]
    public void The_logistic_function_has_its_known_values(double x, double expected)
    {
        double[] many = [.. Enumerable.Repeat(x, 11)];
        Sigmoid.Of(many);

        Assert.All(many, p => Assert.Equal(expected, p, 1e-15));
        Assert.All(many, p => Assert.Equal(Sigmoid.Of(x), p));
    }

    [Fact]
    public void SplitMix64_gives_its_published_sequence()
    {
        // The first outputs for seed 1234567, as in the reference implementation's test vectors.
        var random = new SplitMix64(1234567);
        ulong[] expected =
        [
            6457827717110365317,
            3203168211198807973,
            9817491932198370423,
            4593380528125082431,
            16408922859458223821,
        ];
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], random.Next());
            Assert.Equal(expected[i], SplitMix64.At(1234567, (ulong)i));
        }
    }

    [Fact]
    public void Draws_without_replacement_favour_no_number()
    {
        var random = new SplitMix64(5);
        var counts = new int[10];
        for (var i = 0; i < 30_000; i++)
        {
            var drawn = random.Draw(3, 10);
            Assert.Equal(3, drawn.Count);
            foreach (var number in drawn)
            {
                counts[number]++;
            }
        }
        Assert.All(counts, count => Assert.InRange(count, 8700, 9300));
        Assert.Equal(10, random.Draw(50, 10).Count);
    }

    [Fact]
    public void Cholesky_solves_what_it_is_given_and_refuses_what_has_no_solution()
    {
        double[] solution = [4, 10];
        Assert.True(Cholesky.Solve([4, 2, 2, 5], solution));
        Assert.Equal(0, solution[0], 1e-15);
        Assert.Equal(2, solution[1], 1e-15);
        Assert.False(Cholesky.Solve([1, 2, 2, 4], [1, 2]));
        Assert.False(Cholesky.Solve([0.0], [1.0]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void A_team_does_every_task_once_and_passes_on_what_was_thrown(int threads)
    {
        using var team = new WorkerTeam(threads);
        for (var phase = 0; phase < 200; phase++)
        {
            var done = new int[phase];
            team.Run(phase, (task, _) => Interlocked.Increment(ref done[task]));
            Assert.All(done, times => Assert.Equal(1, times));
        }
        Assert.Throws<InvalidDataException>(() => team.Run(50, (task, _) => throw new InvalidDataException($"{task}")));
        var after = 0;
        team.Run(10, (_, _) => Interlocked.Increment(ref after));
        Assert.Equal(10, after);
    }
}
