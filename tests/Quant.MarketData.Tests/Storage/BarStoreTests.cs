using Quant.Lake.Manifest;
using Quant.Lake.Partitions;
using Quant.MarketData.Bars;
using Quant.MarketData.Providers.Sample;
using Quant.MarketData.Providers.Synthetic;
using Quant.MarketData.Storage;
using Quant.Specs;
using static Quant.MarketData.Tests.TestBars;

namespace Quant.MarketData.Tests.Storage;

public sealed class BarStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly LakeStore _lake;
    private readonly BarStore _store;

    public BarStoreTests()
    {
        _lake = new LakeStore(_folder.Path);
        _store = new BarStore(_lake);
    }

    public void Dispose() => _folder.Dispose();

    private static List<ManifestEntry> Apply(IReadOnlyList<ManifestEntry> entries, MergePlan plan) =>
        Manifests.Apply(entries, plan.Changes);

    private static Bar At(string time, double price, double vwap = double.NaN, int trades = -1) =>
        Flat(NewYork(time), price) with
        {
            Vwap = vwap,
            TradeCount = trades,
        };

    [Fact]
    public void Minutes_are_kept_by_UTC_month_and_come_back_bit_for_bit()
    {
        var series = new SyntheticSource().Load(Symbol.Parse("SYNTH1"), Date("2010-01-20"), Date("2010-03-10")).Series;
        var plan = _store.PlanMerge([], series);
        Assert.Equal(["2010-01", "2010-02", "2010-03"], plan.Changes.Select(change => change.Key.Period));
        Assert.All(plan.Changes, change => Assert.Equal("bars/interval=1m", change.Key.Dataset.Path));
        Assert.Equal((series.Count, 0, 0), (plan.Added, plan.Revised, plan.Unchanged));
        var entries = Apply([], plan);
        var read = _store.Read(entries);
        Assert.Equal((series.Symbol, series.Interval), (read.Symbol, read.Interval));
        Assert.Equal(series.ToBars(), read.ToBars());
        var february = _store.Read(entries, Utc("2010-02-01 00:00"), Utc("2010-02-02 00:00"));
        Assert.Equal(
            series.ToBars().Where(bar => UnixMicros.Format(bar.Ts).StartsWith("2010-02-01")),
            february.ToBars()
        );
    }

    [Fact]
    public void Daily_bars_are_kept_by_UTC_year_and_absent_columns_stay_absent()
    {
        var series = new Sp500Sample().Load(Sp500Sample.Symbol).Series;
        var plan = _store.PlanMerge([], series);
        Assert.Equal(Enumerable.Range(2000, 21).Select(year => $"{year}"), plan.Changes.Select(c => c.Key.Period));
        var read = _store.Read(Apply([], plan));
        Assert.Equal(series.ToBars(), read.ToBars());
        Assert.Null(read.Vwap);
        Assert.Null(read.TradeCount);
    }

    [Fact]
    public void The_same_bars_again_make_no_new_generation()
    {
        var series = Series(Interval.Minute1, At("2024-01-31 15:58", 10, 10.5, 3), At("2024-02-01 09:30", 11));
        var entries = Apply([], _store.PlanMerge([], series));
        var files = Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories);
        var again = _store.PlanMerge(entries, series);
        Assert.Empty(again.Changes);
        Assert.Equal((0, 0, 2), (again.Added, again.Revised, again.Unchanged));
        Assert.Equal(files, Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_revision_replaces_its_bar_and_only_its_partition_changes()
    {
        var january = new[] { At("2024-01-31 15:57", 10), At("2024-01-31 15:59", 10) };
        var february = new[] { At("2024-02-01 09:30", 11), At("2024-02-01 09:31", 11) };
        var entries = Apply([], _store.PlanMerge([], Series(Interval.Minute1, [.. january, .. february])));
        var delivery = Series(
            Interval.Minute1,
            january[0],
            At("2024-02-01 09:29", 12),
            At("2024-02-01 09:31", 13),
            At("2024-02-01 09:32", 14)
        );
        var plan = _store.PlanMerge(entries, delivery);
        Assert.Equal((2, 1, 1), (plan.Added, plan.Revised, plan.Unchanged));
        var change = Assert.Single(plan.Changes);
        Assert.Equal(
            ("2024-02", 1L, 2L),
            (change.Key.Period, change.ExpectedGeneration, change.Replacement!.Generation)
        );
        Assert.Equal(
            [january[0], january[1], delivery[1], february[0], delivery[2], delivery[3]],
            _store.Read(Apply(entries, plan)).ToBars()
        );
        Assert.Equal([.. january, .. february], _store.Read(entries).ToBars());
    }

    [Fact]
    public void A_delivery_that_knows_less_of_the_same_bar_does_not_forget_what_was_known()
    {
        var known = At("2024-02-01 09:30", 11, 11.5, 7);
        var entries = Apply([], _store.PlanMerge([], Series(Interval.Minute1, known)));
        Assert.Empty(_store.PlanMerge(entries, Series(Interval.Minute1, At("2024-02-01 09:30", 11))).Changes);
        var revised = At("2024-02-01 09:30", 12);
        var plan = _store.PlanMerge(entries, Series(Interval.Minute1, revised));
        Assert.Equal(revised, Assert.Single(_store.Read(Apply(entries, plan)).ToBars()));
    }

    [Fact]
    public void Merging_in_any_number_of_deliveries_gives_what_one_delivery_gives()
    {
        var bars = new SyntheticSource()
            .Load(Symbol.Parse("SYNTH2"), Date("2010-01-25"), Date("2010-02-05"))
            .Series.ToBars();
        var random = new Random(1);
        List<ManifestEntry> entries = [];
        var latest = new SortedDictionary<long, Bar>();
        for (var delivery = 0; delivery < 12; delivery++)
        {
            var factor = 1 + delivery / 100.0;
            var part = bars.Where(_ => random.Next(3) == 0)
                .Select(bar => bar with { Volume = Math.Round(bar.Volume * factor) })
                .ToArray();
            foreach (var bar in part)
            {
                latest[bar.Ts] = bar;
            }
            entries = Apply(entries, _store.PlanMerge(entries, Series("SYNTH2", Interval.Minute1, part)));
        }
        Assert.Equal(latest.Values, _store.Read(entries).ToBars());
    }

    [Fact]
    public void Reading_no_partition_or_strangers_together_is_refused()
    {
        var one = _store.PlanMerge([], Series(Interval.Minute1, At("2024-02-01 09:30", 11))).Changes[0].Replacement!;
        var other = _store.PlanMerge([], Series("IBM", Interval.Minute1, At("2024-02-01 09:30", 11)));
        Assert.Throws<BadInputException>(() => _store.Read([]));
        var error = Assert.Throws<BadInputException>(() => _store.Read([one, other.Changes[0].Replacement!]));
        Assert.Equal("partitions of AAPL in bars/interval=1m", error.Allowed);
    }
}
