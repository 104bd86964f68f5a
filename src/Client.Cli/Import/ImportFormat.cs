using Quant.Specs;

namespace Quant.Client.Cli.Import;

/// <summary>Which format files are in, by what is there.</summary>
internal static class ImportFormat
{
    public const string Lean = "lean";
    public const string Csv = "csv";
    public const string Parquet = "parquet";

    private static readonly string[] s_lean = [".zip"];
    private static readonly string[] s_parquet = [".parquet", ".pq"];
    private static readonly string[] s_csv = [".csv", ".csv.gz", ".txt", ".txt.gz", ".tsv", ".tsv.gz"];

    /// <exception cref="BadInputException">No such path, or one that tells no format.</exception>
    public static string Of(string path)
    {
        if (Directory.Exists(path))
        {
            return Directory.EnumerateFiles(path, "*.zip", SearchOption.AllDirectories).Any() ? Lean
                : Files(path, Csv).Count > 0 ? Csv
                : Files(path, Parquet).Count > 0 ? Parquet
                : throw new BadInputException("path", path, "a folder with LEAN zips, CSV or Parquet files");
        }
        if (!File.Exists(path))
        {
            throw new BadInputException("path", path, "a file or folder that exists");
        }
        return path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase) ? Lean
            : Is(path, Csv) ? Csv
            : Is(path, Parquet) ? Parquet
            : throw new BadInputException(
                "path",
                path,
                "a .zip, .csv, .csv.gz or .parquet file, or --format to say what it is"
            );
    }

    /// <summary>Files of a format in a folder, by name: CSV or Parquet files right in it, LEAN's zips at any depth.</summary>
    public static IReadOnlyList<string> Files(string folder, string format) =>
        [
            .. Directory
                .EnumerateFiles(
                    folder,
                    "*",
                    format == Lean ? SearchOption.AllDirectories : SearchOption.TopDirectoryOnly
                )
                .Where(path => Is(path, format))
                .Order(StringComparer.Ordinal),
        ];

    private static bool Is(string path, string format) =>
        EndingsOf(format).Any(end => path.EndsWith(end, StringComparison.OrdinalIgnoreCase));

    private static string[] EndingsOf(string format) =>
        format switch
        {
            Csv => s_csv,
            Parquet => s_parquet,
            _ => s_lean,
        };
}
