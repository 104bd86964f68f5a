using Quant.Lake.Roots;
using Quant.Lake.Tests.Processes;
using Quant.Specs;

namespace Quant.Lake.Tests.Roots;

public sealed class DataRootTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_root_is_made_where_there_is_none_and_nothing_but_its_folder_is_left_there()
    {
        var root = DataRoot.Open(_folder["a/b"]);
        Assert.Equal([root.LakePath], Directory.GetFileSystemEntries(root.Path, "*", SearchOption.AllDirectories));
        Assert.Equal(Path.Combine(root.Path, "catalog.db"), root.CatalogPath);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{folder}/file")]
    [InlineData("{folder}/file/below")]
    [InlineData("/proc/quant")]
    public void A_root_that_cannot_be_written_to_is_refused_by_name(string path)
    {
        File.WriteAllText(_folder["file"], "");
        Assert.SkipUnless(
            !path.StartsWith("/proc", StringComparison.Ordinal) || Directory.Exists("/proc"),
            "no /proc here"
        );
        var fault = Assert.Throws<BadInputException>(() =>
            DataRoot.Open(path.Replace("{folder}", _folder.Path, StringComparison.Ordinal))
        );
        Assert.Equal("--root", fault.Field);
    }

    [Fact]
    public void A_root_on_a_disk_without_room_is_refused_with_the_room_there_is()
    {
        var fault = Assert.Throws<BadInputException>(() => DataRoot.Open(_folder.Path, long.MaxValue));
        Assert.Equal("--root", fault.Field);
        Assert.Contains("MB free", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_root_has_one_owner_who_can_be_asked_for_and_gives_it_back()
    {
        var root = DataRoot.Open(_folder.Path);
        Assert.Null(DataRootLock.OwnerOf(root));
        using (var held = DataRootLock.Acquire(root, TimeProvider.System))
        {
            Assert.Equal(new(Environment.ProcessId, null, held.Owner.StartedAt), DataRootLock.OwnerOf(root));
            held.Announce("http://127.0.0.1:5000");
            var fault = Assert.Throws<DataRootInUseException>(() => DataRootLock.Acquire(root, TimeProvider.System));
            Assert.Equal("http://127.0.0.1:5000", fault.Owner!.Address);
            Assert.Contains("--root", fault.Message, StringComparison.Ordinal);
            Assert.Contains("http://127.0.0.1:5000", fault.Message, StringComparison.Ordinal);
            Assert.Contains($"process {Environment.ProcessId}", fault.Message, StringComparison.Ordinal);
        }
        Assert.Null(DataRootLock.OwnerOf(root));
        DataRootLock.Acquire(root, TimeProvider.System).Dispose();
    }

    [Fact]
    public async Task Another_process_that_owns_the_root_is_named_and_its_death_frees_the_root()
    {
        var root = DataRoot.Open(_folder.Path);
        using var child = await ChildProcess.StartAsync("hold", root.Path);
        var fault = Assert.Throws<DataRootInUseException>(() => DataRootLock.Acquire(root, TimeProvider.System));
        Assert.Equal((child.Id, "http://127.0.0.1:4711"), (fault.Owner!.ProcessId, fault.Owner.Address));
        Assert.Equal(fault.Owner, DataRootLock.OwnerOf(root));

        child.Kill();
        await child.WaitForExitAsync();
        Assert.True(File.Exists(root.LockPath));
        Assert.Null(DataRootLock.OwnerOf(root));
        using var held = DataRootLock.Acquire(root, TimeProvider.System);
        Assert.Equal(Environment.ProcessId, DataRootLock.OwnerOf(root)!.ProcessId);
    }
}
