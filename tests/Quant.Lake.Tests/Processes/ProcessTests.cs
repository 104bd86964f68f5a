using Quant.Lake.Partitions;
using Quant.Lake.Tests.Manifest;
using Quant.Lake.Upkeep;

namespace Quant.Lake.Tests.Processes;

public sealed class ProcessTests
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

    [Fact]
    public async Task A_disk_that_fills_up_on_the_way_is_an_error_that_names_the_file_and_leaves_nothing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "stands in for a full disk by Linux's limit on the size of files");
        using var folder = new TemporaryFolder();
        var said = await ChildProcess.RunWithoutRoomAsync("full", folder.Path);
        Assert.Contains("could not be written", said, StringComparison.Ordinal);
        Assert.Contains("month=2024-03", said, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories));
    }
}
