using Quant.Client.Cli.Tests.Runs;

namespace Quant.Client.Cli.Tests.BadInput;

/// <summary>A damaged file is told by name, and spares other symbols.</summary>
public sealed class StorageFaultTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true, "missing")]
    [InlineData(false, "torn")]
    public async Task A_file_that_is_missing_or_torn_is_named(bool missing, string word)
    {
        (await RunAsync("bars", "import", _folder.Write("aaa.csv", Series.Daily(50)))).Succeeded();
        (await RunAsync("bars", "import", _folder.Write("bbb.csv", Series.Daily(50)))).Succeeded();
        var file = (await RunAsync("lake", "files", "--symbol", "AAA", "--paths")).Out.Trim();
        if (missing)
        {
            File.Delete(file);
        }
        else
        {
            await File.WriteAllBytesAsync(file, (await File.ReadAllBytesAsync(file))[..100]);
        }

        var shown = await RunAsync("bars", "show", "AAA", "1d");

        shown.Refused(ExitCodes.Failed, Path.GetFileName(file), word);
        (await RunAsync("bars", "show", "BBB", "1d")).Succeeded();
    }

    private Task<CliRun> RunAsync(params string[] args) => CliRun.Of([.. args, "--root", _folder.Root]);
}
