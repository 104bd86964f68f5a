using Quant.MarketData.Bars;
using Quant.MarketData.Providers.Lean;
using Quant.Specs;

namespace Quant.Client.Cli.Import;

/// <summary>What there is to import below the paths a user names.</summary>
internal static class ImportPlan
{
    /// <exception cref="BadInputException">A path that is not there or holds nothing that is wanted.</exception>
    public static IReadOnlyList<IBarImport> Of(IReadOnlyList<string> paths, ImportWish wish)
    {
        wish.Check();
        var found = new List<IBarImport>();
        foreach (var path in paths)
        {
            var format = wish.Format is null || !Path.Exists(path) ? ImportFormat.Of(path) : wish.Format;
            found.AddRange(format == ImportFormat.Lean ? Lean(path, wish) : Tables(path, format, wish));
        }
        if (wish.Symbol is not null && found.Count(import => import is TableBars) > 1)
        {
            throw new BadInputException(
                "--symbol",
                wish.Symbol,
                "one CSV or Parquet file; of several, each is named by its file"
            );
        }
        return found;
    }

    private static IEnumerable<IBarImport> Lean(string path, ImportWish wish)
    {
        if (wish.TimeZone is not null)
        {
            throw new BadInputException(
                "--time-zone",
                wish.TimeZone,
                "no time zone, since LEAN's times are the exchange's"
            );
        }
        var all = LeanFolder.Discover(path);
        Symbol? symbol = wish.Symbol is null ? null : Symbol.Parse(wish.Symbol, "--symbol");
        var wanted = all.Where(file => symbol is null || file.Symbol == symbol)
            .Where(file => wish.NamedInterval is not { } interval || file.Interval == interval)
            .ToList();
        if (wanted.Count == 0)
        {
            var there = string.Join(", ", all.Take(12).Select(file => $"{file.Symbol} {file.Interval}"));
            throw symbol is not null && all.All(file => file.Symbol != symbol)
                ? new BadInputException("--symbol", wish.Symbol, $"a symbol that is in {path}: {there}")
                : new BadInputException("--interval", wish.Interval, $"an interval that is in {path}: {there}");
        }
        return wanted.Select(file => new LeanBars(file, wish));
    }

    private static IEnumerable<IBarImport> Tables(string path, string format, ImportWish wish)
    {
        if (!Directory.Exists(path))
        {
            return [Table(path, format, wish)];
        }
        var formats = wish.Format is null ? (string[])[ImportFormat.Csv, ImportFormat.Parquet] : [format];
        var found = formats
            .SelectMany(kind => ImportFormat.Files(path, kind).Select(file => Table(file, kind, wish)))
            .ToList();
        return found.Count > 0 ? found : throw new BadInputException("path", path, $"a folder with {format} files");
    }

    /// <summary>One CSV or Parquet file.</summary>
    /// <exception cref="BadInputException">Its name is no symbol, and none is wished for.</exception>
    public static IBarImport Table(string file, string format, ImportWish wish) =>
        new TableBars(file, wish.Symbol ?? NamedBy(file), format, wish);

    /// <summary>The file's name up to its first dot, if that is a symbol.</summary>
    private static string NamedBy(string file)
    {
        var name = Path.GetFileName(file).Split('.')[0];
        try
        {
            return Symbol.Parse(name).ToString();
        }
        catch (BadInputException)
        {
            throw new BadInputException(
                "--symbol",
                null,
                $"a symbol, for the name of {Path.GetFileName(file)} is none"
            );
        }
    }
}
