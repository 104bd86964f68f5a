namespace Quant.Deploy.Tests;

/// <summary>Files as they stand in the repository.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    public static string Read(params string[] parts) => File.ReadAllText(PathOf(parts)).ReplaceLineEndings("\n");

    /// <summary>Every file below <c>deploy</c> that ends so.</summary>
    public static IReadOnlyList<string> Deployed(string ending) =>
        [
            .. Directory
                .EnumerateFiles(PathOf("deploy"), $"*{ending}", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal),
        ];

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Quant.Orleans.sln")))
        {
            folder =
                Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("No repository above the tests.");
        }
        return folder;
    }
}
