using Quant.Lake.Partitions;
using Quant.Lake.Tables;
using Quant.Specs;

namespace Quant.Lake.Tests.Partitions;

public sealed class PeriodTests
{
    [Theory]
    [InlineData(PeriodKind.Month, 12)]
    [InlineData(PeriodKind.Year, 2)]
    [InlineData(PeriodKind.All, 1)]
    [InlineData(PeriodKind.Day, 365)]
    public void A_table_is_cut_at_utc_periods_and_its_parts_make_it_whole(PeriodKind kind, int parts)
    {
        const int days = 365;
        var from = SampleBars.At(2023, 3, 1);
        var ts = Enumerable.Range(0, days).Select(i => from + i * UnixMicros.PerDay).ToArray();
        var table = new ColumnTable(Column.Timestamp("ts", ts), Column.Int32("i", [.. Enumerable.Range(0, days)]));
        var cut = Periods.Split(table, kind);
        Assert.Equal(parts, cut.Count);
        Assert.Equal(table.Int32s("i"), cut.SelectMany(part => part.Table.Int32s("i")));
        Assert.All(
            cut,
            part =>
            {
                var (first, end) = Periods.Bounds(part.Period);
                Assert.All(part.Table.Timestamps(), time => Assert.InRange(time, first, end - 1));
            }
        );
    }

    [Fact]
    public void The_last_microsecond_of_a_month_belongs_to_it_and_the_next_does_not()
    {
        var april = SampleBars.At(2024, 4, 1);
        Assert.Equal("2024-03", Periods.Of(PeriodKind.Month, april - 1));
        Assert.Equal("2024-04", Periods.Of(PeriodKind.Month, april));
        Assert.Equal("1969", Periods.Of(PeriodKind.Year, -1));
        Assert.Equal((SampleBars.March, april), Periods.Bounds("2024-03"));
        Assert.Equal(long.MaxValue, Periods.Bounds("9999-12").To);
    }

    [Fact]
    public void A_day_lies_within_its_month_and_the_last_of_all_days_has_an_end()
    {
        Assert.Equal("2024-02-29", Periods.Of(PeriodKind.Day, SampleBars.March - 1));
        Assert.Equal((SampleBars.At(2024, 2, 29), SampleBars.March), Periods.Bounds("2024-02-29"));
        Assert.Equal(long.MaxValue, Periods.Bounds("9999-12-31").To);
        Assert.Equal("day=2024-02-29", PartitionPath.PeriodName("2024-02-29"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("24")]
    [InlineData("2024-13")]
    [InlineData("2024-3")]
    [InlineData("2024-02-30")]
    [InlineData("2024-03-1")]
    [InlineData("2024-03-015")]
    [InlineData("ALL")]
    [InlineData("../x")]
    public void What_is_no_period_is_refused(string text) =>
        Assert.Throws<BadInputException>(() => Periods.Bounds(text));

    [Fact]
    public void No_rows_make_no_parts() =>
        Assert.Empty(Periods.Split(new ColumnTable(Column.Timestamp("ts", [])), PeriodKind.Month));
}
