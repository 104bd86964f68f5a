using Quant.Lake.Manifest;
using Quant.Lake.Partitions;
using Quant.Lake.Tests.Manifest;
using Quant.Lake.Upkeep;

namespace Quant.Lake.Tests.Upkeep;

public sealed class LakeUpkeepTests : IDisposable
{
    private static readonly CancellationToken s_none = CancellationToken.None;
    private static readonly TimeSpan s_grace = TimeSpan.FromHours(1);
    private readonly TemporaryFolder _folder = new();
    private readonly ShiftedTime _time = new();
    private readonly MemoryManifest _manifest;
    private readonly LakeStore _store;

    public LakeUpkeepTests()
    {
        _manifest = new MemoryManifest(_time);
        _store = new LakeStore(_folder["lake"]);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_sound_lake_has_no_problems()
    {
        await Write("AAPL", 1);
        await Write("BTC/USD", 1);
        Assert.Empty(await Check());
    }

    [Fact]
    public async Task The_check_finds_every_kind_of_problem_and_names_each_file()
    {
        var missing = await Write("A", 1);
        var torn = await Write("B", 1);
        var altered = await Write("C", 1);
        var sound = await Write("D", 1);
        var replaced = await Write("E", 1);
        await Write("E", 2);
        var orphan = _store.WriteBars("F");
        var wrong = _store.WriteBars("G");
        await Apply(new(wrong.Key, 0, wrong with { FirstTs = wrong.FirstTs + 1 }));
        var fewer = _store.WriteBars("H");
        await Apply(new(fewer.Key, 0, fewer with { Rows = 499 }));

        File.Delete(_store.PathOf(missing.File));
        File.WriteAllBytes(_store.PathOf(torn.File), File.ReadAllBytes(_store.PathOf(torn.File))[..100]);
        var bytes = File.ReadAllBytes(_store.PathOf(altered.File));
        bytes[50] ^= 0xff;
        File.WriteAllBytes(_store.PathOf(altered.File), bytes);
        File.WriteAllText(_store.PathOf("bars/interval=1m/symbol=A/month=2024-03.0a.tmp"), "half");
        File.WriteAllText(_store.PathOf("notes.txt"), "somebody else's");

        var problems = await Check();
        Assert.Equal(
            [
                (LakeProblemKind.Missing, missing.File),
                (LakeProblemKind.Torn, torn.File),
                (LakeProblemKind.Altered, altered.File),
                (LakeProblemKind.Mismatch, wrong.File),
                (LakeProblemKind.Mismatch, fewer.File),
                (LakeProblemKind.Superseded, replaced.File),
                (LakeProblemKind.Orphan, "bars/interval=1m/symbol=A/month=2024-03.0a.tmp"),
                (LakeProblemKind.Orphan, orphan.File),
            ],
            problems.Select(problem => (problem.Kind, problem.File))
        );
        Assert.Equal(5, problems.Count(problem => problem.IsFault));
        Assert.DoesNotContain(problems, problem => problem.File == sound.File);
    }

    [Fact]
    public async Task Nothing_younger_than_the_grace_period_is_collected()
    {
        var old = await Write("AAPL", 1);
        await Write("AAPL", 2);
        var orphan = _store.WriteBars("SPY");
        _time.Advance(s_grace / 2);
        var collected = await Collect();
        Assert.Empty(collected.Superseded);
        Assert.Empty(collected.Orphans);
        Assert.True(File.Exists(_store.PathOf(orphan.File)));
        Assert.Equal(500, _store.Read([old], SampleBars.Schema).Rows);
    }

    [Fact]
    public async Task After_the_grace_period_replaced_files_and_orphans_go_and_the_rest_stays()
    {
        var old = await Write("AAPL", 1);
        var now = await Write("AAPL", 2);
        var orphan = _store.WriteBars("SPY");
        const string half = "bars/interval=1m/symbol=SPY/month=2024-03.0a.tmp";
        File.WriteAllText(_store.PathOf(half), "half");
        File.WriteAllText(_store.PathOf("notes.txt"), "somebody else's");
        _time.Advance(s_grace * 2);

        var collected = await Collect();
        Assert.Equal([old.File], collected.Superseded);
        Assert.Equal([half, orphan.File], collected.Orphans);
        Assert.Empty(collected.Kept);
        Assert.Equal(old.Bytes + orphan.Bytes + 4, collected.Bytes);
        Assert.Empty(await _manifest.ListSupersededAsync(DateTimeOffset.MaxValue, s_none));
        Assert.Equal(500, _store.Read([now], SampleBars.Schema).Rows);
        Assert.True(File.Exists(_store.PathOf("notes.txt")));
        Assert.Empty(await Check());
    }

    [Fact]
    public async Task A_file_replaced_just_now_is_kept_though_it_was_written_long_ago()
    {
        var old = await Write("AAPL", 1);
        _time.Advance(s_grace * 10);
        await Write("AAPL", 2);
        Assert.Empty((await Collect()).Superseded);
        Assert.Equal(500, _store.Read([old], SampleBars.Schema).Rows);
    }

    [Fact]
    public async Task A_collector_killed_between_delete_and_forget_is_finished_by_the_next()
    {
        var old = await Write("AAPL", 1);
        await Write("AAPL", 2);
        _time.Advance(s_grace * 2);
        File.Delete(_store.PathOf(old.File));
        Assert.Empty((await Collect()).Superseded);
        Assert.Empty(await _manifest.ListSupersededAsync(DateTimeOffset.MaxValue, s_none));
    }

    [Fact]
    public async Task A_file_the_manifest_names_is_never_deleted_even_if_it_was_superseded_before()
    {
        var first = await Write("AAPL", 1);
        await Apply(new(first.Key, 1, null));
        await Apply(new(first.Key, 0, first));
        _time.Advance(s_grace * 2);
        Assert.Empty((await Collect()).Superseded);
        Assert.Equal(500, _store.Read([first], SampleBars.Schema).Rows);
        Assert.Empty(await _manifest.ListSupersededAsync(DateTimeOffset.MaxValue, s_none));
    }

    [Fact]
    public async Task A_lake_that_was_never_written_to_is_sound_and_collects_nothing()
    {
        Assert.Empty(await Check());
        Assert.Empty((await Collect()).Orphans);
    }

    private async Task<ManifestEntry> Write(string symbol, long generation)
    {
        var entry = _store.Write(SampleBars.Key(symbol), generation, SampleBars.Make(500, (int)generation));
        await Apply(new(entry.Key, generation - 1, entry));
        return entry;
    }

    private async Task Apply(ManifestChange change) => Assert.True(await _manifest.TryApplyAsync([change], s_none));

    private Task<IReadOnlyList<LakeProblem>> Check() => new LakeCheck(_store, _manifest, _time).RunAsync(null, s_none);

    private Task<GarbageCollected> Collect() =>
        new LakeGarbageCollector(_store, _manifest, _time).RunAsync(s_grace, s_none);

    /// <summary>The system's time, since files have it, put forward by hand.</summary>
    private sealed class ShiftedTime : TimeProvider
    {
        private TimeSpan _by;

        public void Advance(TimeSpan by) => _by += by;

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _by;
    }
}
