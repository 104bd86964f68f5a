using System.Collections.Concurrent;
using System.IO.Compression;
using System.Runtime.InteropServices;
using Quant.MarketData.Bars;
using Quant.MarketData.Providers.Text;
using Quant.MarketData.Quality;
using Quant.MarketData.Zones;
using Quant.Specs;

namespace Quant.MarketData.Providers.Csv;

/// <summary>
/// Reads bars from CSV, plain or gzipped, with a header line: timestamp (or date, time, ts, datetime), open, high, low,
/// close, and optionally volume (0 where absent), vwap and trade_count; further columns, adjusted closes among them,
/// are not read. Separated by comma, semicolon or tab; decimal point; times as in <see cref="TimeText"/>. A daily bar
/// stamped midnight of any zone means the session of that date.
/// </summary>
public static class CsvImporter
{
    /// <summary>Rows looked at to find the interval.</summary>
    private const int Probe = 1000;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="symbol">The symbol; null takes the file's name up to its first dot.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    /// <exception cref="BadInputException">No such file, or what <see cref="Import"/> refuses.</exception>
    public static BarImport ImportFile(string path, Symbol? symbol = null, CsvImportOptions? options = null)
    {
        if (!File.Exists(path))
        {
            throw new BadInputException("path", path, "a CSV file that exists");
        }
        var name = Path.GetFileName(path);
        using var stream = File.OpenRead(path);
        return Import(stream, symbol ?? Symbol.Parse(name.Split('.')[0]), options ?? new CsvImportOptions(), name);
    }

    /// <summary>Reads a stream to its end; gzip is recognised by its first bytes.</summary>
    /// <param name="stream">The CSV.</param>
    /// <param name="symbol">The symbol.</param>
    /// <param name="options">How to read.</param>
    /// <param name="source">Name of the file, for errors.</param>
    /// <exception cref="BadInputException">
    /// Empty file, missing column, no usable row, interval that cannot be told, or a faulty row under
    /// <see cref="RefusalPolicy.Strict"/>: the field names line and column.
    /// </exception>
    public static BarImport Import(Stream stream, Symbol symbol, CsvImportOptions options, string source)
    {
        using var text = Unzip(stream);
        try
        {
            return ImportText(text, symbol, options, source);
        }
        catch (InvalidDataException fault)
        {
            throw new BadInputException(source, fault.Message, "a whole CSV or gzipped CSV");
        }
    }

    private static BarImport ImportText(Stream text, Symbol symbol, CsvImportOptions options, string source)
    {
        var blocks = new LineBlocks(text);
        if (blocks.Next() is not { } start || start.Read() is not { } lines || !lines.TryRead(out var first))
        {
            throw new BadInputException(source, "an empty file", "a header line and at least one row");
        }
        var header = CsvHeader.Parse(first, source);
        var rows = ReadAll(lines, header, options.TimeZone, []);
        while (rows.Count == 0 && blocks.Next() is { } block)
        {
            rows = ReadAll(block.Read(), header, options.TimeZone, []);
        }
        if (rows.Count == 0)
        {
            throw new BadInputException(source, "a header without rows", "at least one row");
        }
        var probe = rows[..Math.Min(rows.Count, Probe)];
        if (options.Interval is null)
        {
            ThrowUnreadable(probe, options.Policy, source);
        }
        var interval = options.Interval ?? IntervalInference.Of(probe, source);
        var validator = new BarValidator(source, interval, options.Calendar, options.Policy, options.Time);
        var bars = new BarSeriesBuilder(1 << 14);
        foreach (var row in rows)
        {
            Take(row, interval, options.Calendar.Zone, validator, bars);
        }
        // Rows are read on several threads and judged in their order on this one.
        var lists = new ConcurrentBag<List<CsvRow>>();
        foreach (var read in InOrder.Select(blocks.Next, ReadBlock))
        {
            foreach (ref readonly var row in CollectionsMarshal.AsSpan(read))
            {
                Take(row, interval, options.Calendar.Zone, validator, bars);
            }
            lists.Add(read);
        }
        var report = validator.Report();
        return bars.Count > 0
            ? new BarImport(bars.BuildAndClear(symbol, interval).WithSource("csv"), report, [], source)
            : throw NoneUsable(report.Refused[0].Examples[0], report.Read).ToError(source);

        List<CsvRow> ReadBlock(LineBlock block)
        {
            var list = lists.TryTake(out var used) ? used : new List<CsvRow>(1 << 15);
            list.Clear();
            var read = ReadAll(block.Read(), header, options.TimeZone, list);
            blocks.Return(block);
            return read;
        }
    }

    private static List<CsvRow> ReadAll(LineReader lines, CsvHeader header, ExchangeZone zone, List<CsvRow> rows)
    {
        var reader = new CsvRowReader(lines, header, zone);
        while (reader.TryRead(out var row))
        {
            rows.Add(row);
        }
        return rows;
    }

    /// <summary>Rows that cannot be read tell no interval: they are the error, not the interval they hide.</summary>
    private static void ThrowUnreadable(List<CsvRow> probe, RefusalPolicy policy, string source)
    {
        var first = probe.Find(row => row.Fault is not null);
        if (first.Fault is not { } fault)
        {
            return;
        }
        var unreadable = new RowFault(first.Line, fault.Column, fault.Value, fault.Allowed, BarFault.Unreadable);
        if (policy == RefusalPolicy.Strict)
        {
            throw unreadable.ToError(source);
        }
        if (probe.TrueForAll(row => row.Fault is not null))
        {
            throw NoneUsable(unreadable, probe.Count).ToError(source);
        }
    }

    private static RowFault NoneUsable(RowFault first, long rows) =>
        first with
        {
            Allowed = $"{first.Allowed} (none of {rows} rows is usable)",
        };

    private static void Take(
        in CsvRow row,
        Interval interval,
        ExchangeZone zone,
        BarValidator validator,
        BarSeriesBuilder bars
    )
    {
        if (row.Fault is { } fault)
        {
            validator.Refuse(row.Line, fault.Column, fault.Value, fault.Allowed);
            return;
        }
        var bar = row.Bar;
        if (interval.IsDaily && MeansDate(row, zone))
        {
            bar = bar with { Ts = zone.ToUtc(row.Local) };
        }
        if (validator.Accept(row.Line, bar))
        {
            bars.Add(bar);
        }
    }

    /// <summary>A daily bar stamped midnight, of whatever zone, means that date; midnight of the exchange's stays.</summary>
    private static bool MeansDate(in CsvRow row, ExchangeZone zone) =>
        ExchangeZone.TimeOfDay(row.Local) == 0 && ExchangeZone.TimeOfDay(zone.ToLocal(row.Bar.Ts)) != 0;

    private static Stream Unzip(Stream stream)
    {
        var buffered = new BufferedStream(stream, 1 << 16);
        Span<byte> magic = stackalloc byte[2];
        var peeked = new PrefixedStream(buffered, magic[..buffered.ReadAtLeast(magic, 2, throwOnEndOfStream: false)]);
        return magic.SequenceEqual((ReadOnlySpan<byte>)[0x1f, 0x8b])
            ? new GZipStream(peeked, CompressionMode.Decompress)
            : peeked;
    }
}
