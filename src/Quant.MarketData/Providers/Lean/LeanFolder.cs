using System.Collections.Frozen;
using System.Globalization;
using Quant.MarketData.Bars;
using Quant.MarketData.Providers.Text;
using Quant.Specs;

namespace Quant.MarketData.Providers.Lean;

/// <summary>
/// Finds trade bars in LEAN's layout below a folder, at any depth: <c>daily/&lt;symbol&gt;.zip</c>,
/// <c>hour/&lt;symbol&gt;.zip</c>, <c>minute/&lt;symbol&gt;/&lt;yyyyMMdd&gt;_trade.zip</c>; also a folder of such zips, or one zip.
/// Zips outside a folder named daily or hour tell their interval by their first line. Quotes, seconds, ticks and asset
/// classes other than equities (their prices are not scaled) are left alone.
/// </summary>
public static class LeanFolder
{
    private const string TradeSuffix = "_trade";

    private static readonly FrozenSet<string> s_leftAlone = FrozenSet.Create(
        StringComparer.Ordinal,
        "second",
        "tick",
        "forex",
        "cfd",
        "crypto",
        "cryptofuture",
        "future",
        "futureoption",
        "index",
        "indexoption",
        "option",
        "alternative"
    );

    /// <summary>What there is to import, in (interval, symbol) order.</summary>
    /// <exception cref="BadInputException">No such path, or no LEAN trade bars below it.</exception>
    public static IReadOnlyList<LeanDataFile> Discover(string path, string field = "path")
    {
        var zips =
            File.Exists(path) ? [path]
            : Directory.Exists(path) ? Directory.GetFiles(path, "*.zip", SearchOption.AllDirectories)
            : throw new BadInputException(field, path, "a LEAN data folder or zip that exists");
        Array.Sort(zips, StringComparer.Ordinal);
        var found = new SortedDictionary<(int Minutes, string Symbol), List<string>>();
        foreach (var zip in zips)
        {
            var below = Path.GetRelativePath(path, zip).Split(Path.DirectorySeparatorChar);
            if (!below.Any(s_leftAlone.Contains) && TryClassify(zip, out var symbol, out var interval))
            {
                var key = (interval.Minutes, symbol.ToString());
                if (!found.TryGetValue(key, out var list))
                {
                    found[key] = list = [];
                }
                list.Add(zip);
            }
        }
        if (found.Count == 0)
        {
            throw new BadInputException(
                field,
                path,
                "a folder with daily/<symbol>.zip, hour/<symbol>.zip or minute/<symbol>/<yyyyMMdd>_trade.zip"
            );
        }
        return [.. found.Select(pair => Describe(pair.Key.Symbol, pair.Key.Minutes, pair.Value, field))];
    }

    private static LeanDataFile Describe(string symbolText, int minutes, List<string> zips, string field)
    {
        var symbol = Symbol.Parse(symbolText);
        var interval = Interval.All.Single(candidate => candidate.Minutes == minutes);
        if (minutes > 1 && zips.Count > 1)
        {
            throw new BadInputException(field, zips[1], $"one file of {interval} bars of {symbol}, beside {zips[0]}");
        }
        // The same day twice, from two folders, shows as descending times when read.
        zips.Sort((a, b) => string.CompareOrdinal(Path.GetFileName(a), Path.GetFileName(b)));
        return new LeanDataFile(symbol, interval, zips, FindFactorFile(zips[0], symbol));
    }

    private static bool TryClassify(string zip, out Symbol symbol, out Interval interval)
    {
        var stem = Path.GetFileNameWithoutExtension(zip);
        var folder = Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(zip)) ?? "");
        (symbol, interval) = (default, Interval.Minute1);
        if (stem.Length == 8 + TradeSuffix.Length && stem.EndsWith(TradeSuffix, StringComparison.Ordinal))
        {
            symbol = Symbol.Parse(folder);
            return TryDay(stem[..8], out _);
        }
        if (stem.Contains('_', StringComparison.Ordinal))
        {
            return false;
        }
        if (folder is "daily" or "hour")
        {
            interval = folder == "daily" ? Interval.Day1 : Interval.Hour1;
        }
        else if (!TryInfer(zip, out interval))
        {
            return false;
        }
        symbol = Symbol.Parse(stem);
        return true;
    }

    /// <summary>Daily bars all start at 00:00; hourly ones do not.</summary>
    private static bool TryInfer(string zip, out Interval interval)
    {
        interval = Interval.Day1;
        using var zipped = LeanZip.Open(NamedSource.File(zip));
        var reader = new LineReader(zipped.Csv);
        if (!reader.TryRead(out var first) || first.Length < 15 || first[8] != ' ')
        {
            return false;
        }
        interval = first.Slice(9, 5).SequenceEqual("00:00"u8) ? Interval.Day1 : Interval.Hour1;
        return true;
    }

    internal static bool TryDay(string text, out DateOnly date) =>
        DateOnly.TryParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    private static string? FindFactorFile(string zip, Symbol symbol)
    {
        var name = $"{symbol.ToString().ToLowerInvariant()}.csv";
        var folder = Path.GetDirectoryName(Path.GetFullPath(zip));
        for (var up = 0; up < 4 && folder is not null; up++, folder = Path.GetDirectoryName(folder))
        {
            var candidate = Path.Combine(folder, "factor_files", name);
            if (File.Exists(candidate))
            {
                return candidate;
            }
        }
        return null;
    }
}
