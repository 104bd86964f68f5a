using Quant.Lake.Manifest;
using Quant.Lake.Partitions;
using Quant.MarketData.Bars;
using Quant.MarketData.Storage;
using Quant.Specs;
using static Quant.MarketData.Tests.TestBars;

namespace Quant.MarketData.Tests.Storage;

public sealed class DayPartitionTests : IDisposable
{
    private static readonly HotDay s_fifteenth = new(Date("2024-03-15"));

    private readonly TemporaryFolder _folder = new();
    private readonly LakeStore _lake;
    private readonly BarStore _store;

    public DayPartitionTests()
    {
        _lake = new LakeStore(_folder.Path);
        _store = new BarStore(_lake);
    }

    public void Dispose() => _folder.Dispose();

    private static Bar At(string time, double price) => Flat(Utc($"2024-03-{time}"), price);

    private List<ManifestEntry> Deliver(List<ManifestEntry> entries, HotDay? hot, params Bar[] bars) =>
        Manifests.Apply(entries, _store.PlanMerge(entries, Series(Interval.Minute1, bars), hot).Changes);

    private static IEnumerable<string> PeriodsOf(IEnumerable<ManifestEntry> entries) =>
        entries.Select(entry => entry.Key.Period).Order(StringComparer.Ordinal);

    [Fact]
    public void A_live_bar_goes_to_a_partition_of_its_day_and_leaves_the_month_alone()
    {
        var entries = Deliver([], null, At("14 14:30", 1));
        var month = entries.Single();
        entries = Deliver(entries, s_fifteenth, At("15 14:30", 2));
        entries = Deliver(entries, s_fifteenth, At("15 14:31", 3));
        Assert.Equal(["2024-03", "2024-03-15"], PeriodsOf(entries));
        Assert.Contains(month, entries);
        Assert.StartsWith(
            "bars/interval=1m/symbol=AAPL/day=2024-03-15.g2-",
            entries.Single(entry => entry != month).File
        );
        Assert.Equal([1, 2, 3], _store.Read(entries).Close);
    }

    [Fact]
    public void A_bar_of_a_day_with_a_partition_goes_there_though_it_is_not_live()
    {
        var entries = Deliver([], s_fifteenth, At("15 14:30", 1), At("15 14:31", 1));
        entries = Deliver(entries, null, At("15 14:30", 5));
        Assert.Equal(["2024-03-15"], PeriodsOf(entries));
        Assert.Equal([5, 1], _store.Read(entries).Close);
    }

    [Fact]
    public void A_live_bar_of_a_day_the_month_has_already_goes_to_the_month()
    {
        var entries = Deliver([], null, At("15 14:30", 1));
        entries = Deliver(entries, s_fifteenth, At("15 14:31", 2), At("16 14:30", 3));
        Assert.Equal(["2024-03", "2024-03-16"], PeriodsOf(entries));
        Assert.Equal([1, 2, 3], _store.Read(entries).Close);
    }

    [Fact]
    public void A_bar_for_the_month_that_is_later_than_a_day_partition_takes_that_day_into_the_month()
    {
        var entries = Deliver([], s_fifteenth, At("15 14:30", 1), At("18 14:30", 3));
        entries = Deliver(entries, null, At("14 14:30", 0), At("15 14:31", 1.5), At("16 14:30", 2));
        Assert.Equal(["2024-03", "2024-03-18"], PeriodsOf(entries));
        Assert.Equal([0, 1, 1.5, 2, 3], _store.Read(entries).Close);
    }

    [Fact]
    public void Earlier_bars_leave_the_day_partition_alone()
    {
        var entries = Deliver([], s_fifteenth, At("15 14:30", 1));
        var day = entries.Single();
        entries = Deliver(entries, null, At("12 14:30", 0));
        Assert.Contains(day, entries);
        Assert.Equal(["2024-03", "2024-03-15"], PeriodsOf(entries));
    }

    [Fact]
    public void Daily_bars_are_never_live()
    {
        var bar = Flat(NewYork("2024-03-15 00:00"), 1);
        var plan = _store.PlanMerge([], Series(Interval.Day1, bar), s_fifteenth);
        Assert.Equal(["2024"], plan.Changes.Select(change => change.Key.Period));
    }

    [Fact]
    public void Consolidation_takes_over_finished_days_only_and_leaves_nothing_to_do()
    {
        var entries = Deliver([], null, At("14 14:30", 1));
        entries = Deliver(entries, s_fifteenth, At("15 14:30", 2), At("18 14:30", 3), At("19 14:30", 4));
        var changes = _store.PlanConsolidation(entries, Date("2024-03-19"));
        Assert.Equal(
            [("2024-03", true), ("2024-03-15", false), ("2024-03-18", false)],
            changes.Select(change => (change.Key.Period, change.Replacement is not null))
        );
        entries = Manifests.Apply(entries, changes);
        Assert.Equal(["2024-03", "2024-03-19"], PeriodsOf(entries));
        Assert.Equal([1, 2, 3, 4], _store.Read(entries).Close);
        Assert.Empty(_store.PlanConsolidation(entries, Date("2024-03-19")));
    }

    [Fact]
    public void A_consolidated_month_is_the_file_that_one_delivery_would_have_written()
    {
        Bar[] bars = [At("14 14:30", 1), At("15 14:30", 2), At("15 14:31", 2.5), At("18 14:30", 3)];
        var entries = Deliver([], null, bars[0]);
        foreach (var bar in bars[1..])
        {
            entries = Deliver(entries, s_fifteenth, bar);
        }
        entries = Manifests.Apply(entries, _store.PlanConsolidation(entries, Date("2024-04-01")));
        var atOnce = Deliver([], null, bars);
        Assert.Equal(Assert.Single(atOnce).ContentHash, Assert.Single(entries).ContentHash);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void Whatever_is_delivered_in_whatever_order_the_bars_are_those_of_a_plain_dictionary(int seed)
    {
        var random = new Random(seed);
        var expected = new SortedDictionary<long, Bar>();
        List<ManifestEntry> entries = [];
        var today = Date("2024-02-26");
        for (var step = 0; step < 60; step++)
        {
            switch (random.Next(6))
            {
                case 0:
                    today = today.AddDays(random.Next(1, 3));
                    break;
                case 1:
                    var before = today.AddDays(-random.Next(0, 4));
                    entries = Manifests.Apply(entries, _store.PlanConsolidation(entries, before));
                    break;
                case 2:
                    Step(Some(today.AddDays(-random.Next(1, 20)), random.Next(1, 12)), hot: null);
                    break;
                case 3:
                    Step(Some(today, 2), hot: null);
                    break;
                default:
                    Step(Some(today.AddDays(-random.Next(0, 2)), 3), new HotDay(today.AddDays(-random.Next(0, 2))));
                    break;
            }
            AssertSound(entries);
        }
        Assert.Equal(expected.Values, _store.Read(entries).ToBars());
        var consolidated = Manifests.Apply(entries, _store.PlanConsolidation(entries, Date("2025-01-01")));
        var plain = _store.PlanMerge([], Series(Interval.Minute1, [.. expected.Values]));
        Assert.Equal(
            plain.Changes.Select(change => (change.Key.Period, change.Replacement!.ContentHash)),
            consolidated.OrderBy(entry => entry.FirstTs).Select(entry => (entry.Key.Period, entry.ContentHash))
        );

        void Step(Bar[] bars, HotDay? hot)
        {
            foreach (var bar in bars)
            {
                expected[bar.Ts] = bar;
            }
            var plan = _store.PlanMerge(entries, Series(Interval.Minute1, bars), hot);
            entries = Manifests.Apply(entries, plan.Changes);
        }

        Bar[] Some(DateOnly from, int days)
        {
            var start = UnixMicros.From(from.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc));
            return
            [
                .. Enumerable
                    .Range(0, 1 + random.Next(5))
                    .Select(_ => start + random.Next(days * 48) * 30 * UnixMicros.PerMinute)
                    .Distinct()
                    .Order()
                    .Select(ts => Flat(ts, 1 + random.Next(1000))),
            ];
        }
    }

    /// <summary>No two files hold bars of one UTC day, and none begins before another ends.</summary>
    private static void AssertSound(List<ManifestEntry> entries)
    {
        var ordered = entries.OrderBy(entry => entry.FirstTs).ToList();
        for (var i = 1; i < ordered.Count; i++)
        {
            Assert.True(
                Periods.Bounds(Periods.Of(PeriodKind.Day, ordered[i - 1].LastTs)).To <= ordered[i].FirstTs,
                $"{ordered[i - 1].Key.Period} and {ordered[i].Key.Period} share a day"
            );
        }
    }
}
