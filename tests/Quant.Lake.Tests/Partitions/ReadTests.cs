using FsCheck;
using FsCheck.Fluent;
using Quant.Lake.Manifest;
using Quant.Lake.Partitions;
using Quant.Lake.Tables;
using Quant.Specs;

namespace Quant.Lake.Tests.Partitions;

public sealed class ReadTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly LakeStore _store;

    public ReadTests() => _store = new LakeStore(_folder["lake"]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Many_files_are_one_table_in_time_order_whatever_the_order_of_the_entries()
    {
        var table = SampleBars.Make(200_000, from: SampleBars.At(2024, 1, 1));
        var entries = WriteMonths(table);
        Assert.Equal(5, entries.Count);
        entries.Reverse();
        SampleBars.AssertSame(table, _store.Read(entries, SampleBars.Schema));
    }

    [Fact]
    public void Any_span_of_time_gives_just_its_rows()
    {
        var table = SampleBars.Make(100_000, from: SampleBars.At(2024, 1, 15));
        var entries = WriteMonths(table);
        var ts = table.Timestamps();
        var times = Gen.Choose(-100, ts.Length + 100).Select(i => ts[0] + i * UnixMicros.PerMinute - i % 2);
        var spans = times
            .Two()
            .Select(pair => (From: Math.Min(pair.Item1, pair.Item2), To: Math.Max(pair.Item1, pair.Item2)));
        Prop.ForAll(
                Arb.From(spans),
                span =>
                {
                    var start = Array.FindIndex(ts, time => time >= span.From);
                    start = start < 0 ? ts.Length : start;
                    var count = ts.Count(time => time >= span.From && time < span.To);
                    SampleBars.AssertSame(
                        table.Slice(start, count),
                        _store.Read(entries, SampleBars.Schema, span.From, span.To)
                    );
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(25));
    }

    [Fact]
    public void A_span_can_be_read_without_its_times()
    {
        var table = SampleBars.Make(1000);
        var entry = _store.Write(SampleBars.Key("AAPL"), 1, table);
        var from = table.Timestamps()[100];
        var read = _store.Read([entry], new TableSchema(("close", ColumnType.Double)), from, table.Timestamps()[110]);
        Assert.Equal(["close"], read.Schema.Names);
        Assert.Equal(table.Doubles("close")[100..110], read.Doubles("close"));
    }

    [Fact]
    public void No_entries_and_spans_without_rows_give_an_empty_table()
    {
        var entry = _store.WriteBars("AAPL");
        Assert.Equal(0, _store.Read([], SampleBars.Schema).Rows);
        Assert.Equal(0, _store.Read([entry], SampleBars.Schema, entry.LastTs + 1).Rows);
        Assert.Equal(SampleBars.Schema, _store.Read([entry], SampleBars.Schema, 0, entry.FirstTs).Schema);
    }

    [Fact]
    public void A_file_outside_the_span_may_be_damaged_without_harm()
    {
        var entries = WriteMonths(SampleBars.Make(100_000, from: SampleBars.At(2024, 1, 1)));
        File.Delete(_store.PathOf(entries[0].File));
        Assert.True(_store.Read(entries, SampleBars.Schema, entries[1].FirstTs).Rows > 0);
        Assert.Throws<LakeFileException>(() => _store.Read(entries, SampleBars.Schema));
    }

    [Fact]
    public void Entries_of_two_symbols_are_not_one_table()
    {
        var entries = new[] { _store.WriteBars("AAPL"), _store.Write(SampleBars.Key("SPY", "2025"), 1, Next()) };
        Assert.Throws<ArgumentException>(() => _store.Read(entries, SampleBars.Schema));

        static ColumnTable Next() => SampleBars.Make(10, from: SampleBars.At(2025, 1, 1));
    }

    [Fact]
    public void Partitions_that_overlap_in_time_are_an_error_and_not_a_mixture()
    {
        var month = _store.WriteBars("AAPL");
        var year = _store.Write(SampleBars.Key("AAPL", "2024"), 1, SampleBars.Make(10));
        Assert.Equal(
            LakeFault.Mismatch,
            Assert.Throws<LakeFileException>(() => _store.Read([month, year], SampleBars.Schema)).Fault
        );
    }

    private List<ManifestEntry> WriteMonths(ColumnTable table) =>
        [
            .. Periods
                .Split(table, PeriodKind.Month)
                .Select(part => _store.Write(SampleBars.Key("AAPL", part.Period), 1, part.Table)),
        ];
}
