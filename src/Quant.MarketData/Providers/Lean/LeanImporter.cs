using System.Buffers.Text;
using System.Text;
using Quant.MarketData.Adjustments;
using Quant.MarketData.Bars;
using Quant.MarketData.Providers.Text;
using Quant.MarketData.Quality;
using Quant.MarketData.Zones;
using Quant.Specs;

namespace Quant.MarketData.Providers.Lean;

/// <summary>
/// Reads LEAN trade bars of equities: one CSV without header per zip, New York time, prices × 10,000, raw.
/// Daily and hourly: <c>yyyyMMdd HH:mm,open,high,low,close,volume</c>; minutes: milliseconds since midnight first, the
/// date from the file's name.
/// </summary>
public static class LeanImporter
{
    private const double PriceScale = 10_000;
    private static readonly string[] s_columns = ["timestamp", "open", "high", "low", "close", "volume"];

    /// <summary>All bars of one symbol and interval, with its splits and dividends.</summary>
    /// <exception cref="BadInputException">
    /// A torn zip, no acceptable row, or a faulty row under <see cref="RefusalPolicy.Strict"/>.
    /// </exception>
    public static BarImport Import(LeanDataFile file, LeanImportOptions? options = null) =>
        Import(
            file.Symbol,
            file.Interval,
            [.. file.Zips.Select(NamedSource.File)],
            file.FactorFile is { } factors ? NamedSource.File(factors) : null,
            options
        );

    /// <summary>All bars of one symbol and interval, with its splits and dividends, wherever they are read from.</summary>
    /// <param name="symbol">The symbol.</param>
    /// <param name="interval">1d, 1h or 1m.</param>
    /// <param name="zips">One zip for daily and hourly bars; for minutes one a day, named <c>yyyyMMdd_trade.zip</c>.</param>
    /// <param name="factors">The factor file; null where there is none.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    /// <inheritdoc cref="Import(LeanDataFile, LeanImportOptions?)" path="/exception"/>
    public static BarImport Import(
        Symbol symbol,
        Interval interval,
        IReadOnlyList<NamedSource> zips,
        NamedSource? factors,
        LeanImportOptions? options = null
    )
    {
        if (interval != Interval.Minute1 && interval != Interval.Hour1 && interval != Interval.Day1)
        {
            throw new BadInputException("interval", interval, "1m, 1h or 1d, as LEAN has them");
        }
        options ??= new LeanImportOptions();
        var ordered = zips.OrderBy(zip => Path.GetFileName(zip.Name), StringComparer.Ordinal).ToList();
        var bars = new BarSeriesBuilder(interval == Interval.Minute1 ? 1000 * ordered.Count : 50_000);
        var reports = new List<ValidationReport>();
        foreach (var zip in ordered)
        {
            var midnight = interval == Interval.Minute1 ? MidnightOf(zip.Name) : 0;
            reports.Add(ReadZip(zip, interval, midnight, options, bars));
        }
        var report = ValidationReport.Sum(reports);
        if (bars.Count == 0)
        {
            throw new BadInputException(
                ordered.Count == 0 ? "files" : ordered[0].Name,
                $"{report.Read} rows, none usable",
                "LEAN trade bars"
            );
        }
        var series = bars.Build(symbol, interval).WithSource("lean");
        return new BarImport(series, report, ReadActions(symbol, factors), ordered[0].Name);
    }

    private static IReadOnlyList<CorporateAction> ReadActions(Symbol symbol, NamedSource? factors)
    {
        if (factors is null)
        {
            return [];
        }
        using var stream = factors.Open();
        return LeanFactorFile.Read(stream, symbol, factors.Name);
    }

    private static long MidnightOf(string zip)
    {
        var name = Path.GetFileName(zip);
        return name.Length >= 8 && LeanFolder.TryDay(name[..8], out var date)
            ? ExchangeZone.LocalMidnight(date)
            : throw new BadInputException("path", zip, "a name such as 20131004_trade.zip");
    }

    private static ValidationReport ReadZip(
        NamedSource zip,
        Interval interval,
        long midnight,
        LeanImportOptions options,
        BarSeriesBuilder bars
    )
    {
        using var zipped = LeanZip.Open(zip);
        try
        {
            return ReadRows(zipped.Csv, zip.Name, interval, midnight, options, bars);
        }
        catch (InvalidDataException fault)
        {
            throw new BadInputException(zip.Name, fault.Message, "a whole zip file");
        }
    }

    /// <summary>Reads one CSV; times of day count from the given local midnight for minute files.</summary>
    internal static ValidationReport ReadRows(
        Stream stream,
        string source,
        Interval interval,
        long midnight,
        LeanImportOptions options,
        BarSeriesBuilder bars
    )
    {
        var validator = new BarValidator(source, interval, options.Calendar, options.Policy, options.Time, bars.LastTs);
        var reader = new LineReader(stream);
        var zone = options.Calendar.Zone;
        Span<Range> fields = stackalloc Range[6];
        while (reader.TryRead(out var line))
        {
            if (line.IsEmpty)
            {
                continue;
            }
            var bad = Parse(line, fields, interval, midnight, zone, out var bar);
            if (bad < 0)
            {
                if (validator.Accept(reader.Line, bar))
                {
                    bars.Add(bar);
                }
                continue;
            }
            var text = Encoding.UTF8.GetString(line[fields[bad]]);
            var time = interval == Interval.Minute1 ? "milliseconds since midnight" : "yyyyMMdd HH:mm";
            validator.Refuse(reader.Line, s_columns[bad], text, bad == 0 ? time : "a number");
        }
        return validator.Report();
    }

    /// <summary>The index of the field that cannot be read, or -1.</summary>
    private static int Parse(
        ReadOnlySpan<byte> line,
        Span<Range> fields,
        Interval interval,
        long midnight,
        ExchangeZone zone,
        out Bar bar
    )
    {
        bar = default;
        var count = Fields.Split(line, (byte)',', fields);
        if (count != 6)
        {
            var missing = Math.Min(count, 5);
            fields[missing] = count < 6 ? line.Length..line.Length : fields[5].Start..line.Length;
            return missing;
        }
        var time = line[fields[0]];
        long ts;
        if (interval == Interval.Minute1)
        {
            if (
                !Utf8Parser.TryParse(time, out int ms, out var used)
                || used != time.Length
                || ms is < 0 or >= 86_400_000
            )
            {
                return 0;
            }
            ts = zone.ToUtc(midnight + ms * 1000L);
        }
        else if (!TimeText.TryParse(time, zone, out ts, out _, out _))
        {
            return 0;
        }
        Span<double> numbers = stackalloc double[5];
        for (var i = 0; i < 5; i++)
        {
            if (!DecimalText.TryParse(line[fields[i + 1]], out numbers[i]))
            {
                return i + 1;
            }
        }
        bar = new Bar(
            ts,
            numbers[0] / PriceScale,
            numbers[1] / PriceScale,
            numbers[2] / PriceScale,
            numbers[3] / PriceScale,
            numbers[4]
        );
        return -1;
    }
}
