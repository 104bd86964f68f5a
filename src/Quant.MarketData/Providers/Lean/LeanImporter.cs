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
    public static BarImport Import(LeanDataFile file, LeanImportOptions? options = null)
    {
        options ??= new LeanImportOptions();
        var bars = new BarSeriesBuilder(file.Interval == Interval.Minute1 ? 1000 * file.Zips.Count : 50_000);
        var reports = new List<ValidationReport>();
        foreach (var zip in file.Zips)
        {
            var midnight = file.Interval == Interval.Minute1 ? MidnightOf(zip) : 0;
            reports.Add(ReadZip(zip, file.Interval, midnight, options, bars));
        }
        var report = ValidationReport.Sum(reports);
        if (bars.Count == 0)
        {
            throw new BadInputException(file.Zips[0], $"{report.Read} rows, none usable", "LEAN trade bars");
        }
        return new BarImport(bars.Build(file.Symbol, file.Interval), report, ReadActions(file), file.Zips[0]);
    }

    private static IReadOnlyList<CorporateAction> ReadActions(LeanDataFile file)
    {
        if (file.FactorFile is null)
        {
            return [];
        }
        using var stream = File.OpenRead(file.FactorFile);
        return LeanFactorFile.Read(stream, file.Symbol, file.FactorFile);
    }

    private static long MidnightOf(string zip) =>
        LeanFolder.TryDay(Path.GetFileName(zip)[..8], out var date)
            ? ExchangeZone.LocalMidnight(date)
            : throw new BadInputException("path", zip, "a name such as 20131004_trade.zip");

    private static ValidationReport ReadZip(
        string zip,
        Interval interval,
        long midnight,
        LeanImportOptions options,
        BarSeriesBuilder bars
    )
    {
        using var zipped = LeanZip.Open(zip);
        try
        {
            return ReadRows(zipped.Csv, zip, interval, midnight, options, bars);
        }
        catch (InvalidDataException fault)
        {
            throw new BadInputException(zip, fault.Message, "a whole zip file");
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
