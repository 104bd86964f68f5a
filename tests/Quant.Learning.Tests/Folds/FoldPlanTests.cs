using FsCheck;
using FsCheck.Fluent;
using Quant.Learning.Folds;
using Quant.Learning.Labels;
using Quant.Learning.Numerics;
using Quant.Specs;

namespace Quant.Learning.Tests.Folds;

public sealed class FoldPlanTests
{
    [Fact]
    public void Walk_forward_tests_every_row_once_and_trains_on_what_was_known_before() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll(
                Gen.Choose(0, int.MaxValue - 1).ToArbitrary(),
                seed =>
                {
                    var random = new SplitMix64((ulong)seed);
                    var rolling = random.NextBelow(2) == 1;
                    var (window, testRows) = (
                        30 + random.NextBelow(60),
                        random.NextBelow(2) * (1 + random.NextBelow(40))
                    );
                    var (folds, embargo) = (1 + random.NextBelow(8), random.NextBelow(4));
                    var (warmUp, reach) = (random.NextBelow(20), 1 + random.NextBelow(6));
                    var rows = warmUp + window + folds + random.NextBelow(300);
                    var input = new FoldInput(warmUp, Labels(rows, reach, ref random));
                    var plan = Plan(
                            rolling ? "rolling" : "expanding",
                            (rolling ? "trainRows" : "minTrainRows", window),
                            ("folds", folds),
                            ("testRows", testRows),
                            ("embargo", embargo)
                        )
                        .Divide(input);

                    Assert.Equal(warmUp + window, plan[0].TestStart);
                    Assert.Equal(rows, plan[^1].TestEnd);
                    Assert.Equal(
                        testRows == 0 ? folds : (rows - warmUp - window + testRows - 1) / testRows,
                        plan.Count
                    );
                    for (var i = 1; i < plan.Count; i++)
                    {
                        Assert.Equal(plan[i - 1].TestEnd, plan[i].TestStart);
                    }
                    foreach (var fold in plan)
                    {
                        Assert.True(fold.TestCount > 0);
                        var from = rolling ? fold.TestStart - window : warmUp;
                        int[] expected =
                        [
                            .. Enumerable
                                .Range(from, fold.TestStart - from)
                                .Where(input.IsLabelled)
                                .Where(row => row + reach + embargo < fold.TestStart),
                        ];
                        Assert.Equal(expected, fold.TrainRows);
                        var labelled = Enumerable.Range(from, fold.TestStart - from).Count(input.IsLabelled);
                        Assert.Equal(labelled, fold.TrainRows.Length + fold.Purged + fold.Embargoed);
                        var overlapping = Enumerable
                            .Range(from, fold.TestStart - from)
                            .Count(row => input.IsLabelled(row) && row + reach >= fold.TestStart);
                        Assert.Equal(overlapping, fold.Purged);
                    }
                }
            )
        );

    [Fact]
    public void Purged_k_fold_never_trains_on_a_label_that_touches_a_test_label() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll(
                Gen.Choose(0, int.MaxValue - 1).ToArbitrary(),
                seed =>
                {
                    var random = new SplitMix64((ulong)seed);
                    var (folds, embargo) = (2 + random.NextBelow(6), random.NextBelow(5));
                    var (warmUp, reach) = (random.NextBelow(20), 1 + random.NextBelow(6));
                    var rows = warmUp + 40 * folds + random.NextBelow(100);
                    var input = new FoldInput(warmUp, Labels(rows, reach, ref random));
                    var plan = Plan("purgedKFold", ("folds", folds), ("embargo", embargo)).Divide(input);

                    Assert.Equal(warmUp, plan[0].TestStart);
                    Assert.Equal(rows, plan[^1].TestEnd);
                    Assert.Equal(folds, plan.Count);
                    foreach (var fold in plan)
                    {
                        var last = fold.TestEnd - 1 + reach;
                        int[] expected =
                        [
                            .. Enumerable
                                .Range(warmUp, rows - warmUp)
                                .Where(input.IsLabelled)
                                .Where(row => row + reach < fold.TestStart || row > last + embargo),
                        ];
                        Assert.Equal(expected, fold.TrainRows);
                    }
                }
            )
        );

    [Fact]
    public void Boundaries_given_in_rows_do_not_move_when_bars_are_added()
    {
        var random = new SplitMix64(1);
        var plan = Plan("expanding", ("minTrainRows", 50), ("testRows", 20));
        var longer = plan.Divide(new FoldInput(5, Labels(200, 3, ref random)));
        random = new SplitMix64(1);
        var shorter = plan.Divide(new FoldInput(5, Labels(120, 3, ref random)));

        foreach (var (one, other) in shorter.Zip(longer).SkipLast(1))
        {
            Assert.Equal((one.TestStart, one.TestEnd), (other.TestStart, other.TestEnd));
            Assert.Equal(one.TrainRows, other.TrainRows);
        }
    }

    [Theory]
    [InlineData("expanding", "minTrainRows", 129)]
    [InlineData("rolling", "trainRows", 129)]
    public void Too_few_bars_are_refused_with_the_number_that_would_do(string kind, string window, int least)
    {
        var random = new SplitMix64(1);
        var plan = Plan(kind, (window, 100), ("folds", 4));
        var fault = Assert.Throws<BadInputException>(() =>
            plan.Divide(new FoldInput(25, Labels(least - 1, 1, ref random)))
        );

        Assert.Equal("bars", fault.Field);
        Assert.Equal("128", fault.Value);
        Assert.Contains($"at least {least}:", fault.Allowed);
        Assert.Equal(4, plan.Divide(new FoldInput(25, Labels(least, 1, ref random))).Count);
    }

    [Fact]
    public void A_gap_that_leaves_nothing_to_train_on_is_refused()
    {
        var random = new SplitMix64(1);
        var plan = Plan("expanding", ("minTrainRows", 20), ("embargo", 20));
        var fault = Assert.Throws<BadInputException>(() => plan.Divide(new FoldInput(0, Labels(100, 1, ref random))));

        Assert.Equal("folds.params.embargo", fault.Field);
    }

    private static BoundFoldPlan Plan(string kind, params (string, object)[] parameters) =>
        new FoldPlanSpec(kind, SpecParams.Of(parameters)).Bind();

    private static LabelSeries Labels(int rows, int reach, ref SplitMix64 random)
    {
        var values = new double[rows];
        for (var row = 0; row < rows; row++)
        {
            var known = row + reach < rows;
            // Some rows have no label of their own; the first ten always do, so that small windows can train.
            values[row] = known && (random.NextBelow(10) > 0 || row % 7 == 0) ? 1 : double.NaN;
        }
        return new LabelSeries(
            TaskKind.Regression,
            values,
            values,
            [.. Enumerable.Range(0, rows).Select(r => r + reach)]
        );
    }
}
