using Quant.Lake.Manifest;
using Quant.Lake.Partitions;
using Quant.Lake.Tables;
using Quant.Lake.Upkeep;
using Quant.MarketData.Bars;
using Quant.MarketData.Storage;
using static Quant.MarketData.Tests.TestBars;

namespace Quant.MarketData.Tests.Storage;

public sealed class BarSourceColumnTests : IDisposable
{
    private static readonly PartitionKey s_march = new(BarStore.DatasetOf(Interval.Minute1), "AAPL", "2024-03");

    private readonly TemporaryFolder _folder = new();
    private readonly LakeStore _lake;
    private readonly BarStore _store;

    public BarSourceColumnTests()
    {
        _lake = new LakeStore(_folder.Path);
        _store = new BarStore(_lake);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>A file as versions before the source column wrote it.</summary>
    private ManifestEntry Old(params Bar[] bars)
    {
        var table = BarTable.Of(Series(Interval.Minute1, bars));
        return _lake.Write(s_march, 1, new ColumnTable([.. table.Columns.SkipLast(1)]));
    }

    private static Bar At(string time, double price) => Flat(NewYork($"2024-03-{time}"), price);

    private BarSeries ReadAll(IReadOnlyList<ManifestEntry> entries) => _store.Read(entries, withSource: true);

    private string SourcesOf(IReadOnlyList<ManifestEntry> entries) => Words(ReadAll(entries));

    private static string Words(BarSeries series) =>
        series.Source is { } source ? string.Join(' ', source.Select(name => name ?? "unknown")) : "none";

    [Fact]
    public void Sources_come_back_where_they_are_asked_for_and_only_there()
    {
        var bars = Series(Interval.Minute1, At("01 09:30", 1), At("01 09:31", 2)).WithSource("csv");
        var entries = Manifests.Apply([], _store.PlanMerge([], bars).Changes);
        Assert.Null(_store.Read(entries).Source);
        Assert.Equal("csv csv", SourcesOf(entries));
        Assert.Equal("csv", Words(ReadAll(entries).Slice(1, 1)));
    }

    [Fact]
    public void A_series_that_tells_no_source_reads_back_as_one_of_unknown_source()
    {
        var entries = Manifests.Apply([], _store.PlanMerge([], Series(Interval.Minute1, At("01 09:30", 1))).Changes);
        Assert.Null(ReadAll(entries).Source);
    }

    [Fact]
    public void A_new_or_revised_bar_has_the_source_of_its_delivery_and_an_unchanged_one_keeps_its_own()
    {
        var stored = Series(Interval.Minute1, At("01 09:30", 1), At("01 09:31", 2), At("01 09:32", 3))
            .WithSource("csv");
        var entries = Manifests.Apply([], _store.PlanMerge([], stored).Changes);
        var delivered = Series(Interval.Minute1, At("01 09:31", 2), At("01 09:32", 4), At("01 09:33", 5));
        var plan = _store.PlanMerge(entries, delivered.WithSource("alpaca-iex"));
        Assert.Equal((1, 1, 1), (plan.Added, plan.Revised, plan.Unchanged));
        Assert.Equal("csv csv alpaca-iex alpaca-iex", SourcesOf(Manifests.Apply(entries, plan.Changes)));
    }

    [Fact]
    public void The_same_bars_from_another_source_change_nothing()
    {
        var bars = Series(Interval.Minute1, At("01 09:30", 1));
        var entries = Manifests.Apply([], _store.PlanMerge([], bars.WithSource("csv")).Changes);
        Assert.Empty(_store.PlanMerge(entries, bars.WithSource("tiingo")).Changes);
    }

    [Fact]
    public void A_file_without_the_column_is_read_merged_and_checked()
    {
        var old = Old(At("01 09:30", 1), At("01 09:31", 2));
        Assert.Equal(2, _store.Read([old]).Count);
        Assert.Null(ReadAll([old]).Source);
        _lake.Verify(old);
        var delivered = Series(Interval.Minute1, At("01 09:30", 1), At("01 09:32", 3)).WithSource("csv");
        var plan = _store.PlanMerge([old], delivered);
        Assert.Equal((1, 0, 1), (plan.Added, plan.Revised, plan.Unchanged));
        var merged = Manifests.Apply([old], plan.Changes);
        Assert.Equal(["2024-03"], merged.Select(entry => entry.Key.Period));
        Assert.Equal("unknown unknown csv", SourcesOf(merged));
        _lake.Verify(merged[0]);
    }

    [Fact]
    public void Files_with_and_without_the_column_are_read_as_one_series()
    {
        var old = Old(At("01 09:30", 1));
        var april = Series(Interval.Minute1, Flat(NewYork("2024-04-01 09:30"), 2)).WithSource("csv");
        var entries = Manifests.Apply([old], _store.PlanMerge([old], april).Changes);
        Assert.Equal("unknown csv", SourcesOf(entries));
        Assert.Equal([1, 2], _store.Read(entries).Close);
    }

    [Fact]
    public void Only_columns_with_a_value_for_unknown_may_be_absent()
    {
        var old = Old(At("01 09:30", 1));
        var counts = new TableSchema(("ts", ColumnType.Timestamp), ("lots", ColumnType.Int64));
        Assert.Throws<ArgumentException>(() => _lake.Read([old], counts, mayLack: "lots"));
        var weights = new TableSchema(("ts", ColumnType.Timestamp), ("weight", ColumnType.Double));
        Assert.Equal([double.NaN], _lake.Read([old], weights, mayLack: "weight").Doubles("weight"));
    }
}
