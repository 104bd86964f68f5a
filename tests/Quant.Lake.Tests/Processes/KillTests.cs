using Quant.Lake.Partitions;
using Quant.Lake.Tests.Manifest;
using Quant.Lake.Upkeep;

namespace Quant.Lake.Tests.Processes;

public sealed class KillTests
{
    [Fact]
    public async Task A_writer_that_is_killed_leaves_orphans_at_worst_and_they_are_collected()
    {
        using var folder = new TemporaryFolder();
        var store = new LakeStore(folder["lake"]);
        var manifest = new MemoryManifest();
        var before = store.Write(SampleBars.Key("AAPL"), 1, SampleBars.Make(100));
        Assert.True(await manifest.TryApplyAsync([new(before.Key, 0, before)], CancellationToken.None));
        using (var child = await ChildProcess.StartAsync("write", store.Root))
        {
            child.Kill();
            await child.WaitForExitAsync();
        }

        Assert.Equal(100, store.Read(await manifest.ListAllAsync(default), SampleBars.Schema).Rows);
        var problems = await new LakeCheck(store, manifest, TimeProvider.System).RunAsync(null, default);
        Assert.NotEmpty(problems);
        Assert.All(problems, problem => Assert.Equal(LakeProblemKind.Orphan, problem.Kind));
        foreach (var problem in problems)
        {
            File.SetLastWriteTimeUtc(store.PathOf(problem.File), DateTime.UtcNow.AddDays(-1));
        }
        var collected = await new LakeGarbageCollector(store, manifest, TimeProvider.System).RunAsync(
            TimeSpan.FromHours(1),
            default
        );
        Assert.Equal(problems.Count, collected.Orphans.Count);
        Assert.Equal([store.PathOf(before.File)], Directory.GetFiles(store.Root, "*", SearchOption.AllDirectories));
    }
}
