using Quant.Features.Engine;
using Quant.Features.Sets;
using Quant.MarketData.Bars;
using Quant.Specs;

namespace Quant.Features.Tests.Engine;

/// <summary>Going on from a checkpoint is the same as having computed everything.</summary>
public class CheckpointTests
{
    private static readonly BarSeries s_bars = TestBars.Walk(
        TestBars.Own,
        Interval.Minute1,
        TestBars.Minutes(30, seed: 1, every: 5),
        seed: 1
    );

    private static readonly BarSeries s_daily = TestBars.Walk(TestBars.Qqq, Interval.Day1, TestBars.Daily(31), 2);

    private static readonly BarSeries s_minutes = TestBars.Walk(
        TestBars.Qqq,
        Interval.Minute5,
        TestBars.Minutes(30, seed: 3, every: 5),
        seed: 3
    );

    /// <summary>Midnights UTC between sessions, one of them during a session in no time zone.</summary>
    private static readonly long[] s_boundaries =
    [
        .. Enumerable
            .Range(1, 6)
            .Select(i => (s_bars.Ts[0] + i * 7 * UnixMicros.PerDay) / UnixMicros.PerDay * UnixMicros.PerDay),
    ];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void From_any_boundary_on_all_bits_are_those_of_a_full_build(bool daily)
    {
        var context = EverySet.Context(daily ? s_daily : s_minutes);
        var whole = FeatureEngine.Compute(EverySet.Set, s_bars, context);
        var build = FeatureEngine.Build(EverySet.Set, s_bars, context, s_boundaries);
        Bits.AssertSame(whole, 0, build.Frame);
        Assert.Equal(s_boundaries, build.Checkpoints.Select(checkpoint => checkpoint.At));
        foreach (var checkpoint in build.Checkpoints)
        {
            var kept = FeatureCheckpoint.FromBytes(checkpoint.ToBytes());
            var start = s_bars.FirstAtOrAfter(checkpoint.At);
            var rest = FeatureEngine.Build(EverySet.Set, s_bars, context, s_boundaries, kept);
            Assert.Equal(checkpoint.At, rest.From);
            Bits.AssertSame(whole, start, rest.Frame);
            Assert.Equal(s_boundaries.Where(b => b > checkpoint.At), rest.Checkpoints.Select(c => c.At));
        }
    }

    [Fact]
    public void Bars_before_the_checkpoint_need_not_be_loaded()
    {
        var context = EverySet.Context(s_minutes);
        var whole = FeatureEngine.Compute(EverySet.Set, s_bars, context);
        foreach (var checkpoint in FeatureEngine.Build(EverySet.Set, s_bars, context, s_boundaries).Checkpoints)
        {
            var start = s_bars.FirstAtOrAfter(checkpoint.At);
            var contextStart = s_minutes.FirstAtOrAfter(checkpoint.ContextFrom);
            Assert.True(contextStart > 0);
            var rest = FeatureEngine.Build(
                EverySet.Set,
                s_bars.Slice(start, s_bars.Count - start),
                EverySet.Context(s_minutes.Slice(contextStart, s_minutes.Count - contextStart)),
                [],
                checkpoint
            );
            Bits.AssertSame(whole, start, rest.Frame);
        }
    }

    [Fact]
    public void Checkpoints_made_on_the_way_are_those_of_a_full_build()
    {
        var context = EverySet.Context(s_minutes);
        var whole = FeatureEngine.Build(EverySet.Set, s_bars, context, s_boundaries).Checkpoints;
        var rest = FeatureEngine.Build(EverySet.Set, s_bars, context, s_boundaries, whole[1]).Checkpoints;
        Assert.Equal(whole.Skip(2).Select(c => c.ToBytes()), rest.Select(c => c.ToBytes()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void After_a_change_only_later_rows_are_computed_and_all_are_right(bool changeContext)
    {
        var before = FeatureEngine.Build(EverySet.Set, s_bars, EverySet.Context(s_minutes), s_boundaries);
        var changed = s_boundaries[3];
        var bars = changeContext ? s_bars : Revised(s_bars, changed);
        var context = EverySet.Context(changeContext ? Revised(s_minutes, changed) : s_minutes);
        var rebuilt = FeatureEngine.Rebuild(EverySet.Set, bars, context, s_boundaries, before.Checkpoints, changed);
        Assert.Equal(changed, rebuilt.From);
        var whole = FeatureEngine.Compute(EverySet.Set, bars, context);
        var start = bars.FirstAtOrAfter(changed);
        Bits.AssertSame(whole, start, rebuilt.Frame);
        Bits.AssertSame(before.Frame, 0, FeatureEngine.Compute(EverySet.Set, bars.Slice(0, start), context));
    }

    [Fact]
    public void A_change_before_every_checkpoint_rebuilds_everything()
    {
        var context = EverySet.Context(s_minutes);
        var before = FeatureEngine.Build(EverySet.Set, s_bars, context, s_boundaries).Checkpoints;
        var rebuilt = FeatureEngine.Rebuild(EverySet.Set, s_bars, context, s_boundaries, before, s_bars.Ts[0]);
        Assert.Equal(long.MinValue, rebuilt.From);
        Assert.Equal(s_bars.Count, rebuilt.Frame.Rows);
    }

    [Fact]
    public void A_checkpoint_whose_last_bar_closed_after_a_change_is_passed_over()
    {
        // The daily bar of the last session before the boundary ends hours after its start: a boundary between the two
        // leaves a checkpoint that knows minutes from after it.
        var noon = s_daily.Ts[10] + 12 * UnixMicros.PerHour;
        var bars = TestBars.Walk(TestBars.Own, Interval.Day1, s_daily.Ts, 9);
        var checkpoint = FeatureEngine
            .Build(EverySet.Set, bars, EverySet.Context(s_minutes), [noon])
            .Checkpoints.Single();
        Assert.True(checkpoint.KnownUntil > noon);
        Assert.Null(FeatureCheckpoint.LatestBefore([checkpoint], noon));
        Assert.Same(checkpoint, FeatureCheckpoint.LatestBefore([checkpoint], checkpoint.KnownUntil));
    }

    [Fact]
    public void A_checkpoint_of_something_else_is_refused()
    {
        var set = FeatureSetSpec.Parse("""{ "name": "a", "features": [ { "indicator": "rsi" } ] }""").Bind();
        var other = FeatureSetSpec.Parse("""{ "name": "a", "features": [ { "indicator": "obv" } ] }""").Bind();
        var checkpoint = FeatureEngine.Build(set, s_bars, null, [s_boundaries[0]]).Checkpoints[0];
        Assert.Throws<BadInputException>(() => FeatureEngine.Build(other, s_bars, null, [], checkpoint));
        Assert.Throws<BadInputException>(() => FeatureEngine.Build(set, s_minutes, null, [], checkpoint));
        Assert.Throws<InvalidDataException>(() =>
            FeatureEngine.Build(set, s_bars, null, [], checkpoint with { State = checkpoint.State[..^1] })
        );
        Assert.Throws<InvalidDataException>(() =>
            FeatureEngine.Build(set, s_bars, null, [], checkpoint with { State = [.. checkpoint.State, 0] })
        );
    }

    [Fact]
    public void A_torn_or_altered_checkpoint_is_refused()
    {
        var set = FeatureSetSpec.Parse("""{ "name": "a", "features": [ { "indicator": "rsi" } ] }""").Bind();
        var bytes = FeatureEngine.Build(set, s_bars, null, [s_boundaries[0]]).Checkpoints[0].ToBytes();
        Assert.Throws<InvalidDataException>(() => FeatureCheckpoint.FromBytes([]));
        Assert.Throws<InvalidDataException>(() => FeatureCheckpoint.FromBytes(bytes.AsSpan(0, bytes.Length - 1)));
        for (var i = 0; i < bytes.Length; i += 7)
        {
            var altered = bytes.ToArray();
            altered[i] ^= 1;
            Assert.Throws<InvalidDataException>(() => FeatureCheckpoint.FromBytes(altered));
        }
    }

    [Fact]
    public void Boundaries_out_of_order_are_refused() =>
        Assert.Equal(
            "boundaries[1]",
            Assert
                .Throws<BadInputException>(() =>
                    FeatureEngine.Build(
                        EverySet.Set,
                        s_bars,
                        EverySet.Context(s_minutes),
                        [s_boundaries[1], s_boundaries[0]]
                    )
                )
                .Field
        );

    /// <summary>The same bars, those from a time on one percent higher.</summary>
    private static BarSeries Revised(BarSeries bars, long from)
    {
        double[] Raise(double[] column) => [.. column.Select((value, i) => bars.Ts[i] >= from ? value * 1.01 : value)];
        return new BarSeries(
            bars.Symbol,
            bars.Interval,
            bars.Ts,
            Raise(bars.Open),
            Raise(bars.High),
            Raise(bars.Low),
            Raise(bars.Close),
            Raise(bars.Volume)
        );
    }
}
