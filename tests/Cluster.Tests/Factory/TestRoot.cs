namespace Quant.Cluster.Tests.Factory;

/// <summary>A data root of its own, removed with all that is in it.</summary>
internal sealed class TestRoot : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("quant-cluster-").FullName;

    public string CatalogPath => System.IO.Path.Combine(Path, "catalog.db");

    /// <summary>A copy of a root that no process has open.</summary>
    public TestRoot Copy()
    {
        var copy = new TestRoot();
        foreach (var file in Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories))
        {
            var target = System.IO.Path.Combine(copy.Path, System.IO.Path.GetRelativePath(Path, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
        return copy;
    }

    /// <summary>Removes it; what a reader that was under way still makes beside the catalog goes with the next attempt.</summary>
    public void Dispose()
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                Directory.Delete(Path, recursive: true);
                return;
            }
            catch (IOException) when (attempt < 5)
            {
                Thread.Yield();
            }
        }
    }
}
