using Quant.Search.Numerics;
using Quant.Search.Overfitting;
using Quant.Specs;

namespace Quant.Search.Tests;

public sealed class BacktestOverfittingTests
{
    public static TheoryData<string> Cases => [.. Golden.Numbers.Cscv.Select(c => c.Name)];

    private static BlockMoment[][] Blocks(double[][] trials, int blocks) =>
        [.. trials.Select(returns => BlockMoments.Of(returns, blocks))];

    /// <summary>Sums of twelve uniform numbers less six: close to normal, mean 0 and variance 1.</summary>
    private static double[][] Noise(int trials, int returns, ulong seed, double drift = 0)
    {
        var random = new Xoshiro256(seed);
        return
        [
            .. Enumerable
                .Range(0, trials)
                .Select(trial =>
                    Enumerable
                        .Range(0, returns)
                        .Select(_ =>
                            Enumerable.Range(0, 12).Sum(_ => random.NextDouble()) - 6 + (trial == 0 ? drift : 0)
                        )
                        .ToArray()
                ),
        ];
    }

    [Theory, MemberData(nameof(Cases))]
    public void Every_split_comes_out_as_computed_from_raw_returns(string name)
    {
        var golden = Golden.Numbers.Cscv.Single(c => c.Name == name);

        var report = BacktestOverfitting.Assess(Blocks(golden.Trials, golden.Blocks));

        Assert.Equal((golden.Trials.Length, golden.Blocks), (report.Trials, report.Blocks));
        Assert.Equal(golden.Probability, report.Probability);
        Assert.Equal(golden.ProbabilityOfLoss, report.ProbabilityOfLoss);
        Assert.Equal(golden.Slope, report.Slope, 1e-9);
        Assert.Equal(golden.Intercept, report.Intercept, 1e-9);
        if (golden.Logits is not null)
        {
            Assert.Equal(golden.Chosen, report.Chosen);
            Assert.Equal(golden.Logits.Length, report.Splits);
            for (var k = 0; k < report.Splits; k++)
            {
                Assert.Equal(golden.Logits[k], report.Logits[k], 1e-12);
                Assert.Equal(golden.InSample![k], report.InSample[k], 1e-10);
                Assert.Equal(golden.OutOfSample![k], report.OutOfSample[k], 1e-10);
            }
        }
    }

    [Fact]
    public void Choosing_among_pure_noise_is_of_no_use()
    {
        // One draw of noise may lean either way; over many draws the probability is near one half.
        var probabilities = Enumerable
            .Range(0, 40)
            .Select(seed => BacktestOverfitting.Assess(Blocks(Noise(50, 320, (ulong)seed), 10)).Probability)
            .ToList();

        Assert.InRange(probabilities.Average(), 0.42, 0.58);
    }

    [Fact]
    public void A_strategy_that_is_truly_good_is_told_from_luck()
    {
        var report = BacktestOverfitting.Assess(Blocks(Noise(100, 800, 1, drift: 0.3), 16));

        Assert.Equal(12_870, report.Splits);
        Assert.True(report.Probability < 0.001);
        Assert.True(report.ProbabilityOfLoss < 0.001);
        Assert.All(report.Chosen, trial => Assert.Equal(0, trial));
    }

    [Fact]
    public void The_order_of_trials_and_their_number_beyond_a_tile_change_nothing()
    {
        var trials = Blocks(Noise(131, 160, 9), 8);
        var report = BacktestOverfitting.Assess(trials);
        var turned = BacktestOverfitting.Assess([.. trials.Reverse()]);

        Assert.Equal(report.Logits, turned.Logits);
        Assert.Equal(report.InSample, turned.InSample);
        Assert.Equal(report.Chosen, turned.Chosen.Select(trial => 130 - trial));
        // One more trial that never wins and is always last moves every rank by one place.
        var loser = trials[0].Select(b => new BlockMoment(b.Count, -100, 100 * b.Count)).ToArray();
        var more = BacktestOverfitting.Assess([.. trials, loser]);
        Assert.Equal(report.Chosen, more.Chosen);
        for (var k = 0; k < report.Splits; k++)
        {
            var rank = 132 / (1 + Math.Exp(-report.Logits[k]));
            var moved = 133 / (1 + Math.Exp(-more.Logits[k]));
            Assert.Equal(rank + 1, moved, 1e-9);
        }
    }

    [Fact]
    public void Trials_that_differ_in_the_last_bits_only_count_as_equal()
    {
        // Every trial with a twin beside it whose returns are those of a larger account: right but for their last bits.
        var random = new Xoshiro256(21);
        var noise = Noise(40, 480, 17);
        double[] Blurred(double[] returns) => [.. returns.Select(r => r * (1 + (random.NextDouble() - 0.5) * 1e-14))];
        var exact = Blocks([.. noise.SelectMany(returns => new[] { returns, returns })], 12);
        var blurred = Blocks([.. noise.SelectMany(returns => new[] { Blurred(returns), Blurred(returns) })], 12);

        var expected = BacktestOverfitting.Assess(exact);
        var report = BacktestOverfitting.Assess(blurred);

        Assert.NotEqual(exact[1][0].Sum, blurred[1][0].Sum);
        Assert.Equal(expected.Chosen, report.Chosen);
        Assert.Equal(expected.Logits, report.Logits);
        Assert.All(report.Chosen, trial => Assert.Equal(0, trial % 2));
    }

    [Fact]
    public void Idle_trials_only_are_no_evidence_of_anything()
    {
        var report = BacktestOverfitting.Assess(Blocks([new double[40], new double[40], new double[40]], 4));

        Assert.Equal(1, report.Probability);
        Assert.Equal(0, report.ProbabilityOfLoss);
        Assert.Equal(double.NaN, report.Slope);
        Assert.All(report.InSample, sharpe => Assert.Equal(0, sharpe));
    }

    [Fact]
    public void Block_moments_survive_their_form_in_bytes_and_cover_every_return_once()
    {
        var random = new Xoshiro256(4);
        for (var length = 16; length < 60; length++)
        {
            var returns = Enumerable.Range(0, length).Select(_ => random.NextDouble() - 0.5).ToArray();
            var moments = BlockMoments.Of(returns, 16);

            Assert.Equal(moments, BlockMoments.Decode(BlockMoments.Encode(moments)));
            Assert.Equal(length, moments.Sum(m => m.Count));
            Assert.Equal(returns.Sum(), moments.Sum(m => m.Sum), 1e-12);
            Assert.Equal(returns.Sum(r => r * r), moments.Sum(m => m.SumOfSquares), 1e-12);
            Assert.InRange(moments.Max(m => m.Count) - moments.Min(m => m.Count), 0, 1);
        }
    }

    [Fact]
    public void What_cannot_be_compared_is_refused_by_name()
    {
        var good = BlockMoments.Of([1, 2, 3, 4], 4);
        BlockMoment[] longer = [good[0] with { Count = 2 }, .. good[1..]];
        BlockMoment[] broken = [good[0] with { Sum = double.NaN }, .. good[1..]];

        Assert.Equal("trials", Fault([good]));
        Assert.Equal("trials[1].blocks[0].count", Fault([good, longer]));
        Assert.Equal("trials[1].blocks[0]", Fault([good, broken]));
        Assert.Equal("trials[1].blocks", Fault([good, good[..2]]));
        Assert.Equal("blocks", Fault([good[..3], good[..3]]));
        Assert.Equal("blocks", Fault([new BlockMoment[22], new BlockMoment[22]]));
        Assert.Equal("blocks", Assert.Throws<BadInputException>(() => BlockMoments.Of([1, 2], 3)).Field);
        Assert.Equal(
            "returns of block 1",
            Assert.Throws<BadInputException>(() => BlockMoments.Of([1, double.NaN], 2)).Field
        );
        Assert.Equal("block moments", Assert.Throws<BadInputException>(() => BlockMoments.Decode(new byte[23])).Field);

        static string Fault(BlockMoment[][] trials) =>
            Assert.Throws<BadInputException>(() => BacktestOverfitting.Assess(trials)).Field;
    }
}
