namespace Quant.Client.Cli.Tests.Runs;

/// <summary>A folder that is gone afterwards.</summary>
public sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("quant-cli-").FullName;

    /// <summary>A data root in it, not made yet.</summary>
    public string Root => System.IO.Path.Combine(Path, "data");

    /// <summary>Writes a file and says where.</summary>
    public string Write(string name, string text)
    {
        var path = System.IO.Path.Combine(Path, name);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
