using Quant.Specs;

namespace Quant.Client.Cli.Import;

/// <summary>Which format files are in, by what is there.</summary>
internal static class ImportFormat
{
    public const string Lean = "lean";
    public const string Csv = "csv";

    private static readonly string[] s_csv = [".csv", ".csv.gz", ".txt", ".txt.gz", ".tsv", ".tsv.gz"];

    /// <exception cref="BadInputException">No such path, or one that tells no format.</exception>
    public static string Of(string path)
    {
        if (Directory.Exists(path))
        {
            return Directory.EnumerateFiles(path, "*.zip", SearchOption.AllDirectories).Any() ? Lean
                : CsvFiles(path).Count > 0 ? Csv
                : throw new BadInputException("path", path, "a folder with LEAN zips or CSV files");
        }
        if (!File.Exists(path))
        {
            throw new BadInputException("path", path, "a file or folder that exists");
        }
        return path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase) ? Lean
            : IsCsv(path) ? Csv
            : throw new BadInputException("path", path, "a .zip, .csv or .csv.gz file, or --format to say what it is");
    }

    /// <summary>CSV files right in a folder, by name.</summary>
    public static IReadOnlyList<string> CsvFiles(string folder) =>
        [.. Directory.EnumerateFiles(folder).Where(IsCsv).Order(StringComparer.Ordinal)];

    private static bool IsCsv(string path) => s_csv.Any(end => path.EndsWith(end, StringComparison.OrdinalIgnoreCase));
}
