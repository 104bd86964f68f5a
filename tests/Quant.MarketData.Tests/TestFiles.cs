using System.IO.Compression;
using System.Text;

namespace Quant.MarketData.Tests;

/// <summary>A folder that is removed with all that is in it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("quant-marketdata-").FullName;

    public string Write(string name, string text)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public string WriteZip(string name, string entry, string text)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
        using var stream = archive.CreateEntry(entry).Open();
        stream.Write(Encoding.UTF8.GetBytes(text));
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

/// <summary>
/// Real market data beside the repository: the folder that variable QUANT_TEST_DATA names, else ../shared/data.
/// </summary>
internal static class RealData
{
    public static string Folder(params string[] below)
    {
        var root = Environment.GetEnvironmentVariable("QUANT_TEST_DATA") ?? BesideRepository();
        var path = root is null ? "" : Path.Combine([root, .. below]);
        Assert.SkipUnless(Path.Exists(path), "No market data: set QUANT_TEST_DATA or put it in ../shared/data.");
        return path;
    }

    private static string? BesideRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Quant.Orleans.sln")))
            {
                return Path.Combine(folder.FullName, "..", "shared", "data");
            }
        }
        return null;
    }
}
