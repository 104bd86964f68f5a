namespace Orleans.Conformance;

/// <summary>The official packages, as far as the feed has them.</summary>
internal static class Official
{
    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "official");

    private static readonly ILookup<bool, string> s_packages = File.ReadLines(Path.Combine(s_folder, "packages.txt"))
        .ToLookup(package => File.Exists(AssemblyOf(package)));

    public static IEnumerable<string> Fetched => s_packages[true];

    public static IEnumerable<string> Missing => s_packages[false];

    /// <summary>
    /// Their public types by name, with the package each is from. Some static classes are in several assemblies under one
    /// name: they are taken together, as of the package with the shortest name.
    /// </summary>
    public static IReadOnlyDictionary<string, (string Package, PublicType Type)> Types { get; } =
        Fetched
            .SelectMany(package => PublicApi.Read(AssemblyOf(package)).Values, (package, type) => (package, type))
            .GroupBy(t => t.type.Name)
            .ToDictionary(
                g => g.Key,
                g =>
                {
                    var (package, type) = g.MinBy(t => t.package.Length);
                    return (package, type with { Members = [.. g.SelectMany(t => t.type.Members)] });
                }
            );

    private static string AssemblyOf(string package) => Path.Combine(s_folder, $"{package["Microsoft.".Length..]}.dll");
}

/// <summary>A line of documented.txt: a type, the package it is in, and the page that gives its signature.</summary>
internal sealed record Documented(string Type, string Package, string Page)
{
    public static IReadOnlyDictionary<string, Documented> All { get; } =
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "documented.txt"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(' '))
            .ToDictionary(parts => parts[0], parts => new Documented(parts[0], parts[1], parts[2]));
}
