using System.Collections.Concurrent;
using System.IO.Compression;
using Quant.MarketData.Bars;
using Quant.MarketData.Providers.Rows;
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
        return RowImport.Import(Rows(), symbol, options, new RowSource(source, "csv", "line", "a header without rows"));

        // Rows are read on several threads and come in their order.
        IEnumerable<List<FileRow>> Rows()
        {
            yield return ReadAll(lines, header, options.TimeZone, []);
            var lists = new ConcurrentBag<List<FileRow>>();
            foreach (var rows in InOrder.Select(blocks.Next, block => ReadBlock(block, lists)))
            {
                yield return rows;
                lists.Add(rows);
            }
        }

        List<FileRow> ReadBlock(LineBlock block, ConcurrentBag<List<FileRow>> lists)
        {
            var list = lists.TryTake(out var used) ? used : new List<FileRow>(1 << 15);
            list.Clear();
            var read = ReadAll(block.Read(), header, options.TimeZone, list);
            blocks.Return(block);
            return read;
        }
    }

    private static List<FileRow> ReadAll(LineReader lines, CsvHeader header, ExchangeZone zone, List<FileRow> rows)
    {
        var reader = new CsvRowReader(lines, header, zone);
        while (reader.TryRead(out var row))
        {
            rows.Add(row);
        }
        return rows;
    }

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
