using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Quant.Catalog.Migrations;

/// <summary>One step of the schema.</summary>
/// <param name="Version">1 for the first, one more for each.</param>
/// <param name="Name">What it is about, from the file's name.</param>
/// <param name="Sql">Its statements with tokens in braces, LF line ends.</param>
internal sealed partial record Migration(int Version, string Name, string Sql)
{
    /// <summary>The steps this program knows, in order.</summary>
    public static IReadOnlyList<Migration> All { get; } = Load();

    /// <summary>SHA-256 of the text, lower-case hex; the same for both databases.</summary>
    public string Checksum { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql)));

    /// <summary>The statements as one database takes them.</summary>
    public string For(IReadOnlyDictionary<string, string> tokens) =>
        Token().Replace(Sql, match => tokens[match.Groups[1].Value]);

    private static List<Migration> Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var found = new List<Migration>();
        foreach (var resource in assembly.GetManifestResourceNames())
        {
            if (FileName().Match(resource) is not { Success: true } match)
            {
                continue;
            }
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
            var version = int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
            var sql = reader.ReadToEnd().ReplaceLineEndings("\n");
            found.Add(new Migration(version, match.Groups[2].Value, sql));
        }
        found.Sort((a, b) => a.Version.CompareTo(b.Version));
        for (var i = 0; i < found.Count; i++)
        {
            if (found[i].Version != i + 1)
            {
                throw new InvalidOperationException($"Migration {i + 1} is missing or there twice.");
            }
        }
        return found;
    }

    [GeneratedRegex(@"\{([a-z]+)\}")]
    private static partial Regex Token();

    [GeneratedRegex(@"\.(\d{4})-([a-z-]+)\.sql$")]
    private static partial Regex FileName();
}
