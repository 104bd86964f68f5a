using Quant.Features.Operators;
using Quant.MarketData.Bars;

namespace Quant.Features.Tests.Operators;

/// <summary>What is true of every indicator and regime, whatever its parameters.</summary>
public class EveryOperatorTests
{
    private static readonly long[] s_times = TestBars.Daily(3_000);

    public static IEnumerable<TheoryDataRow<string>> Cases =>
        OperatorCase.All.Select(c => new TheoryDataRow<string>(c.ToString()));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Values_do_not_depend_on_the_future(string name)
    {
        var tested = Find(name);
        var random = new Random(11);
        var inputs = Inputs(tested);
        var whole = Run(tested.Create(), inputs);
        int[] cuts = [0, 1, 2, 3, .. Enumerable.Range(0, 12).Select(_ => random.Next(inputs.Bars.Count))];
        foreach (var rows in cuts)
        {
            var cut = Run(tested.Create(), inputs.Cut(rows));
            for (var k = 0; k < whole.Length; k++)
            {
                AssertSameBits(whole[k].AsSpan(0, rows), cut[k], $"cut at {rows}, output {k}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Bar_by_bar_and_in_spans_give_the_same_bits(string name)
    {
        var tested = Find(name);
        var inputs = Inputs(tested);
        var whole = Run(tested.Create(), inputs);
        var mixed = tested.Create();
        var values = new double[mixed.Outputs];
        var columns = whole.Select(column => new double[column.Length]).ToArray();
        var random = new Random(5);
        for (var row = 0; row < inputs.Bars.Count; )
        {
            var span = random.Next(4) == 0 ? Math.Min(random.Next(1, 300), inputs.Bars.Count - row) : 0;
            if (span > 0)
            {
                mixed.Run(inputs.Columns, row, row + span, columns, row);
                row += span;
                continue;
            }
            mixed.Update(inputs.Columns, row, values);
            for (var k = 0; k < values.Length; k++)
            {
                columns[k][row] = values[k];
            }
            row++;
        }
        for (var k = 0; k < whole.Length; k++)
        {
            AssertSameBits(whole[k], columns[k], $"output {k}");
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_first_value_comes_exactly_after_the_declared_warm_up(string name)
    {
        var tested = Find(name);
        var bars = TestBars.Walk(TestBars.Own, Interval.Minute1, Steps(tested.LongestWarmup + 50), seed: 2);
        var fresh = tested.Create();
        var columns = Run(fresh, TestBars.For(bars, sessionRows: 1, seed: 3));
        for (var k = 0; k < columns.Length; k++)
        {
            var first = Array.FindIndex(columns[k], value => !double.IsNaN(value));
            Assert.Equal(tested.Create().Warmup(k), first < 0 ? columns[k].Length : first);
            Assert.DoesNotContain(double.NaN, columns[k][first..]);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_operator_restored_from_its_state_goes_on_with_the_same_bits(string name)
    {
        var tested = Find(name);
        var inputs = Inputs(tested);
        var whole = Run(tested.Create(), inputs);
        var random = new Random(13);
        for (var trial = 0; trial < 6; trial++)
        {
            var at = trial == 0 ? 0 : random.Next(inputs.Bars.Count);
            var before = tested.Create();
            before.Run(inputs.Columns, 0, at, whole.Select(column => new double[column.Length]).ToArray());
            var after = Copy(before, tested.Create());
            var columns = whole.Select(column => new double[column.Length - at]).ToArray();
            after.Run(inputs.Columns, at, inputs.Bars.Count, columns);
            for (var k = 0; k < whole.Length; k++)
            {
                AssertSameBits(whole[k].AsSpan(at), columns[k], $"restored at {at}, output {k}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void No_value_is_ever_infinite(string name)
    {
        var tested = Find(name);
        var rows = Math.Min(s_times.Length, tested.LongestWarmup + 600);
        foreach (var seed in new[] { 1, 2 })
        {
            var awkward = TestBars.Awkward(TestBars.Own, Interval.Day1, s_times[..rows], seed);
            var columns = Run(tested.Create(), TestBars.For(awkward, 7, seed));
            Assert.All(columns, column => Assert.DoesNotContain(column, double.IsInfinity));
        }
        foreach (var price in new[] { 1e-300, 0.1, 1e300 })
        {
            var columns = Run(tested.Create(), TestBars.For(TestBars.Constant(rows, price), 7, 4));
            Assert.All(columns, column => Assert.DoesNotContain(column, double.IsInfinity));
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_output_that_is_not_wanted_changes_nothing_in_the_others(string name)
    {
        var tested = Find(name);
        var inputs = Inputs(tested);
        var whole = Run(tested.Create(), inputs);
        for (var k = 0; k < whole.Length; k++)
        {
            var columns = new double[]?[whole.Length];
            var alone = columns[k] = new double[inputs.Bars.Count];
            tested.Create().Run(inputs.Columns, 0, inputs.Bars.Count, columns);
            AssertSameBits(whole[k], alone, $"output {k}");
        }
    }

    private static OperatorCase Find(string name) => OperatorCase.All.Single(c => c.ToString() == name);

    /// <summary>Awkward bars in sessions of 7, and where the warm-up is long, enough of them to pass it.</summary>
    private static TestBars.Inputs Inputs(OperatorCase tested)
    {
        var rows = tested.LongestWarmup + 700;
        return TestBars.For(TestBars.Awkward(TestBars.Own, Interval.Minute1, Steps(rows), seed: 17), 7, seed: 19);
    }

    private static long[] Steps(int count) => [.. Enumerable.Range(0, count).Select(i => i * 60_000_000L)];

    private static double[][] Run(Operator fresh, TestBars.Inputs inputs)
    {
        var columns = Enumerable.Range(0, fresh.Outputs).Select(_ => new double[inputs.Bars.Count]).ToArray();
        fresh.Run(inputs.Columns, 0, inputs.Bars.Count, columns);
        return columns;
    }

    private static Operator Copy(Operator from, Operator to)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        from.Exchange(OperatorState.Saving(writer));
        writer.Flush();
        bytes.Position = 0;
        using var reader = new BinaryReader(bytes);
        to.Exchange(OperatorState.Restoring(reader));
        Assert.Equal(bytes.Length, bytes.Position);
        return to;
    }

    private static void AssertSameBits(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, string where)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            if (BitConverter.DoubleToInt64Bits(expected[i]) != BitConverter.DoubleToInt64Bits(actual[i]))
            {
                Assert.Fail($"{where}: row {i} is {actual[i]:R}, not {expected[i]:R}");
            }
        }
    }
}
