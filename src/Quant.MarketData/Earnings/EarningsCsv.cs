using System.Text;
using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Providers.Text;
using Quant.MarketData.Zones;
using Quant.Specs;

namespace Quant.MarketData.Earnings;

/// <summary>
/// Reads dates of earnings reports from CSV with a header line: symbol, date, known_at, and optionally time (before open,
/// after close, unknown; bmo and amc for short). <c>known_at</c> is when the date became known: a time (of UTC unless it
/// names a zone), or a date, which means the end of that date in New York.
/// </summary>
/// <remarks>
/// There is no default for known_at: a date that is used before it was known is a look into the future. One that became
/// known only after the date of the report itself is refused, too, as a mistake (a column of download times, as a rule),
/// unless late dates are allowed; it is used from then on, never before.
/// </remarks>
public static class EarningsCsv
{
    private const string TimeWords = "before open, after close, unknown, bmo, amc or nothing";
    private static readonly string[] s_columns = ["symbol", "date", "knownat", "time"];
    private static readonly ExchangeZone s_zone = ExchangeCalendar.Nyse.Zone;

    /// <summary>All rows, in the order of the file.</summary>
    /// <param name="stream">The CSV.</param>
    /// <param name="source">Name of the file, for errors and as the dates' source.</param>
    /// <param name="allowLate">Whether dates that became known after they had passed are kept.</param>
    /// <exception cref="BadInputException">Anything that cannot be read, by line and column; nothing is kept then.</exception>
    public static IReadOnlyList<EarningsDate> Read(Stream stream, string source, bool allowLate = false)
    {
        var lines = new LineReader(stream);
        if (!lines.TryRead(out var header))
        {
            throw new BadInputException(source, "an empty file", "a header line and at least one row");
        }
        var places = Header(header, source);
        var dates = new List<EarningsDate>();
        Span<Range> fields = stackalloc Range[64];
        while (lines.TryRead(out var line))
        {
            if (!line.IsEmpty)
            {
                var count = Math.Min(Fields.Split(line, (byte)',', fields), fields.Length);
                var cells = new string[s_columns.Length];
                for (var i = 0; i < cells.Length; i++)
                {
                    var at = places[i];
                    cells[i] = at >= 0 && at < count ? Encoding.UTF8.GetString(line[fields[at]]) : "";
                }
                dates.Add(Row(cells, $"{source}: line {lines.Line}", source, allowLate));
            }
        }
        return dates.Count > 0
            ? dates
            : throw new BadInputException(source, "a header without rows", "at least one row");
    }

    private static int[] Header(ReadOnlySpan<byte> line, string source)
    {
        var names = Encoding
            .UTF8.GetString(line)
            .Split(',')
            .Select(name => name.Trim().Trim('"').Replace("_", "").Replace(" ", "").ToLowerInvariant())
            .ToArray();
        var places = Array.ConvertAll(s_columns, column => Array.IndexOf(names, column));
        var missing = Array.FindIndex(places, 0, 3, place => place < 0);
        return missing < 0
            ? places
            : throw new BadInputException(
                $"{source}: line 1",
                Encoding.UTF8.GetString(line),
                "a header with symbol, date, known_at (when the date became known) and optionally time"
            );
    }

    private static EarningsDate Row(string[] cells, string place, string source, bool allowLate)
    {
        var symbol = Symbol.Parse(cells[0], $"{place}, column symbol");
        if (
            !TimeText.TryParse(Encoding.UTF8.GetBytes(cells[1]), ExchangeZone.Utc, out _, out var local, out var isDate)
            || !isDate
        )
        {
            throw new BadInputException($"{place}, column date", cells[1], "a date such as 2024-05-02");
        }
        var date = ExchangeZone.DateOfLocal(local);
        var knownAt = KnownAt(cells[2], $"{place}, column known_at");
        if (!allowLate && knownAt > s_zone.Midnight(date.AddDays(1)))
        {
            throw new BadInputException(
                $"{place}, column known_at",
                cells[2],
                $"a time up to the end of {date:yyyy-MM-dd} in New York, or late dates to be allowed"
            );
        }
        return new EarningsDate(
            symbol,
            date,
            Time(cells[3], $"{place}, column time"),
            UnixMicros.ToInstant(knownAt),
            source
        );
    }

    private static long KnownAt(string text, string field)
    {
        if (
            !TimeText.TryParse(
                Encoding.UTF8.GetBytes(text),
                ExchangeZone.Utc,
                out var utc,
                out var local,
                out var isDate
            )
        )
        {
            throw new BadInputException(field, text, $"when the date became known: {TimeText.Allowed}");
        }
        return isDate ? s_zone.Midnight(ExchangeZone.DateOfLocal(local).AddDays(1)) : utc;
    }

    private static EarningsTime Time(string text, string field) =>
        text.Replace("_", " ").Replace("-", " ").ToLowerInvariant() switch
        {
            "" or "unknown" => EarningsTime.Unknown,
            "bmo" or "before open" or "before market open" => EarningsTime.BeforeOpen,
            "amc" or "after close" or "after market close" => EarningsTime.AfterClose,
            _ => throw new BadInputException(field, text, TimeWords),
        };
}
