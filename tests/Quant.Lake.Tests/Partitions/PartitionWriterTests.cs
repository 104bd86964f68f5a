using Quant.Lake.Manifest;
using Quant.Lake.Partitions;
using Quant.Lake.Tables;
using Quant.Lake.Tests.Manifest;
using Quant.Lake.Upkeep;
using Quant.Specs;

namespace Quant.Lake.Tests.Partitions;

public sealed class PartitionWriterTests : IDisposable
{
    private static readonly CancellationToken s_none = CancellationToken.None;
    private readonly TemporaryFolder _folder = new();
    private readonly MemoryManifest _manifest = new();
    private readonly LakeStore _store;
    private readonly PartitionWriter _writer;

    public PartitionWriterTests()
    {
        _store = new LakeStore(_folder["lake"]);
        _writer = new PartitionWriter(_store, _manifest) { Attempts = 1000 };
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_first_write_then_a_replacement_then_a_removal_are_each_one_swap()
    {
        await Update((_, old) => old is null ? SampleBars.Make(10) : null);
        var first = Assert.Single(await Entries());
        await Update((_, old) => SampleBars.Make((int)old!.Rows + 5));
        var second = Assert.Single(await Entries());
        Assert.Equal((1L, 10L, 2L, 15L), (first.Generation, first.Rows, second.Generation, second.Rows));
        Assert.Equal(10, _store.Read([first], SampleBars.Schema).Rows);

        await Update((_, _) => null);
        Assert.Empty(await Entries());
        Assert.Equal(2, (await _manifest.ListSupersededAsync(DateTimeOffset.MaxValue, s_none)).Count);
    }

    [Fact]
    public async Task The_same_rows_again_change_nothing_and_leave_no_file()
    {
        await Update((_, _) => SampleBars.Make(100));
        var before = await Entries();
        Assert.Empty(await Update((_, _) => SampleBars.Make(100)));
        Assert.Equal(before, await Entries());
        Assert.Single(Files());
    }

    [Fact]
    public async Task The_same_rows_again_replace_a_damaged_file()
    {
        await Update((_, _) => SampleBars.Make(100));
        File.WriteAllText(_store.PathOf((await Entries())[0].File), "damaged");
        Assert.Single(await Update((_, _) => SampleBars.Make(100)));
        Assert.Equal(100, _store.Read(await Entries(), SampleBars.Schema).Rows);
    }

    [Fact]
    public async Task A_loser_starts_again_from_what_the_winner_wrote_and_leaves_no_file()
    {
        await Update((_, _) => SampleBars.Make(10));
        var attempts = 0;
        _manifest.BeforeApply = async () =>
        {
            _manifest.BeforeApply = null;
            await Update((_, old) => SampleBars.Make((int)old!.Rows + 100));
        };
        await Update(
            (_, old) =>
            {
                attempts++;
                return SampleBars.Make((int)old!.Rows + 1);
            }
        );
        Assert.Equal(2, attempts);
        Assert.Equal((111L, 3L), ((await Entries())[0].Rows, (await Entries())[0].Generation));
        Assert.Equal(3, Files().Length);
    }

    [Fact]
    public async Task A_writer_that_always_loses_gives_up_and_leaves_no_file()
    {
        var writer = new PartitionWriter(_store, _manifest) { Attempts = 3 };
        var rows = 1;
        async Task Win()
        {
            _manifest.BeforeApply = null;
            await Update((_, _) => SampleBars.Make(++rows));
            _manifest.BeforeApply = Win;
        }
        _manifest.BeforeApply = Win;
        await Assert.ThrowsAsync<ManifestConflictException>(() =>
            writer.UpdateAsync(SampleBars.Minutes, "AAPL", ["2024-03"], (_, _) => SampleBars.Make(500), s_none)
        );
        Assert.Equal(3, Files().Length);
        Assert.Equal(rows, (await Entries())[0].Rows);
    }

    [Fact]
    public async Task Several_partitions_change_together_or_not_at_all()
    {
        string[] periods = ["2024-03", "2024-04"];
        await Assert.ThrowsAsync<BadInputException>(() =>
            _writer.UpdateAsync(SampleBars.Minutes, "AAPL", periods, (_, _) => SampleBars.Make(10), s_none)
        );
        Assert.Empty(await Entries());
        Assert.Empty(Files());

        var parallel = new PartitionWriter(_store, _manifest) { Parallelism = 4 };
        await Assert.ThrowsAsync<BadInputException>(() =>
            parallel.UpdateAsync(SampleBars.Minutes, "AAPL", periods, (_, _) => SampleBars.Make(10), s_none)
        );
        Assert.Empty(Files());

        await parallel.UpdateAsync(SampleBars.Minutes, "AAPL", periods, (period, _) => Month(period, 10), s_none);
        Assert.Equal(2, (await Entries()).Count);

        static ColumnTable Month(string period, int rows) => SampleBars.Make(rows, from: Periods.Bounds(period).From);
    }

    [Fact]
    public async Task Concurrent_writers_of_one_partition_lose_nothing()
    {
        const int writers = 4;
        const int updates = 10;
        await Task.WhenAll(
            Enumerable
                .Range(0, writers)
                .Select(writer =>
                    Task.Run(async () =>
                    {
                        for (var i = 0; i < updates; i++)
                        {
                            await Update((_, old) => Add(old, writer * updates + i));
                        }
                    })
                )
        );
        var entry = Assert.Single(await Entries());
        var kept = _store.Read([entry], s_marks).Timestamps().Select(ts => ts - SampleBars.March).Order();
        Assert.Equal(Enumerable.Range(0, writers * updates).Select(i => (long)i), kept);
        Assert.Equal(writers * updates, entry.Generation);
        Assert.DoesNotContain(
            await new LakeCheck(_store, _manifest, TimeProvider.System).RunAsync(null, s_none),
            problem => problem.Kind != LakeProblemKind.Superseded
        );
    }

    [Fact]
    public async Task Readers_see_one_whole_version_while_the_partition_is_replaced()
    {
        await Update((_, _) => SampleBars.Make(2000, seed: 1));
        using var done = new CancellationTokenSource();
        var readers = Enumerable
            .Range(0, 2)
            .Select(_ =>
                Task.Run(async () =>
                {
                    var reads = 0;
                    while (reads < 5 || !done.IsCancellationRequested)
                    {
                        var table = _store.Read(await Entries(), SampleBars.Schema);
                        Assert.True(table.Rows >= 2000);
                        SampleBars.AssertSame(SampleBars.Make(table.Rows, seed: table.Rows - 1999), table);
                        reads++;
                    }
                })
            )
            .ToArray();
        for (var version = 2; version <= 20; version++)
        {
            var seed = version;
            await Update((_, _) => SampleBars.Make(1999 + seed, seed));
        }
        await done.CancelAsync();
        await Task.WhenAll(readers);
    }

    private static readonly TableSchema s_marks = new(("ts", ColumnType.Timestamp));

    private ColumnTable Add(ManifestEntry? old, int mark)
    {
        long[] before = old is null ? [] : _store.Read([old], s_marks).Timestamps();
        return new ColumnTable(Column.Timestamp("ts", [.. before.Append(SampleBars.March + mark).Order()]));
    }

    private Task<IReadOnlyList<ManifestChange>> Update(PartitionUpdate update) =>
        _writer.UpdateAsync(SampleBars.Minutes, "AAPL", ["2024-03"], update, s_none);

    private Task<IReadOnlyList<ManifestEntry>> Entries() => _manifest.ListAsync(SampleBars.Minutes, "AAPL", s_none);

    private string[] Files() => Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories);
}
