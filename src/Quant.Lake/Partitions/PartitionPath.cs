using System.Globalization;
using System.Text;
using Quant.Lake.Manifest;
using Quant.Specs;

namespace Quant.Lake.Partitions;

/// <summary>
/// Where a partition's files are, below the lake's root, with forward slashes:
/// <c>bars/interval=1m/symbol=BTC%2FUSD/month=2024-03.g3-0a1b2c3d.parquet</c>.
/// </summary>
public static class PartitionPath
{
    /// <summary>The ending of lake files.</summary>
    public const string Extension = ".parquet";

    /// <summary>The ending of files that are being written.</summary>
    public const string TemporaryExtension = ".tmp";

    private const int MaximumSymbolBytes = 64;

    private static readonly HashSet<string> s_devices = new(
        ["CON", "PRN", "AUX", "NUL", .. Enumerable.Range(0, 10).SelectMany(n => new[] { $"COM{n}", $"LPT{n}" })],
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>The folder of a partition.</summary>
    /// <exception cref="BadInputException">The symbol is empty or too long, or the period is none.</exception>
    public static string Folder(PartitionKey key) => $"{key.Dataset.Path}/symbol={Escape(key.Symbol)}";

    /// <summary>The file name of a partition's generation, without its ending.</summary>
    /// <param name="key">The partition.</param>
    /// <param name="generation">1 or more.</param>
    /// <param name="contentHash">SHA-256 in hex, of which the first 8 digits become part of the name.</param>
    /// <exception cref="BadInputException">The period is none.</exception>
    public static string FileName(PartitionKey key, long generation, string contentHash)
    {
        var number = generation.ToString(CultureInfo.InvariantCulture);
        return $"{PeriodName(key.Period)}.g{number}-{contentHash[..8]}";
    }

    /// <summary><c>day=2024-03-15</c>, <c>month=2024-03</c>, <c>year=2024</c> or <c>part=all</c>.</summary>
    /// <exception cref="BadInputException">Not a period.</exception>
    public static string PeriodName(string period)
    {
        _ = Periods.Bounds(period);
        var kind = Periods.KindOf(period) switch
        {
            PeriodKind.All => "part",
            PeriodKind.Year => "year",
            PeriodKind.Month => "month",
            _ => "day",
        };
        return $"{kind}={period}";
    }

    /// <summary>
    /// A symbol as part of a path that every file system takes: A-Z, 0-9, <c>-</c>, <c>_</c> and inner <c>.</c> stand
    /// for themselves, every other byte of its UTF-8 is <c>%XX</c>, lower-case letters too (some file systems fold case).
    /// The first character of a name that Windows keeps for a device is escaped.
    /// </summary>
    /// <exception cref="BadInputException">Empty, or longer than 64 bytes.</exception>
    public static string Escape(string symbol)
    {
        var bytes = Encoding.UTF8.GetBytes(symbol);
        if (bytes.Length is 0 or > MaximumSymbolBytes)
        {
            throw new BadInputException("symbol", symbol, $"1 to {MaximumSymbolBytes} bytes of UTF-8");
        }
        var text = new StringBuilder();
        var device = s_devices.Contains(symbol.Split('.')[0]);
        for (var i = 0; i < bytes.Length; i++)
        {
            var c = (char)bytes[i];
            var edge = i == 0 || i == bytes.Length - 1;
            var plain = char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c is '-' or '_' || (c == '.' && !edge);
            if (plain && !(i == 0 && device))
            {
                text.Append(c);
            }
            else
            {
                text.Append(CultureInfo.InvariantCulture, $"%{bytes[i]:X2}");
            }
        }
        return text.ToString();
    }

    /// <summary>The symbol of an escaped name.</summary>
    public static string Unescape(string escaped) => Uri.UnescapeDataString(escaped);
}
