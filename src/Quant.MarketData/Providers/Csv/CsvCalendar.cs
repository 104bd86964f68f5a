using System.IO.Compression;
using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Quality;
using Quant.Specs;

namespace Quant.MarketData.Providers.Csv;

/// <summary>Finds the calendar of a CSV file by its symbol and the bars it begins with.</summary>
public static class CsvCalendar
{
    /// <summary>Text looked at: some 60,000 rows, six weeks of a market that never closes.</summary>
    private const int Head = 4 << 20;

    /// <summary>
    /// The calendar; <c>XNYS</c> where the head of the file holds no bar that can be read, which the import then says.
    /// </summary>
    /// <param name="stream">The CSV, plain or gzipped, from its start.</param>
    /// <param name="symbol">The symbol.</param>
    /// <param name="options">How to read; its calendar and policy are not used.</param>
    /// <param name="source">Name of the file.</param>
    public static ExchangeCalendar Of(Stream stream, Symbol symbol, CsvImportOptions options, string source)
    {
        if (CalendarInference.IsCurrencyPair(symbol))
        {
            return ExchangeCalendar.Forex;
        }
        var lenient = options with { Calendar = ExchangeCalendar.AlwaysOpen, Policy = RefusalPolicy.SkipBadRows };
        try
        {
            var bars = CsvImporter.Import(WholeLines(stream), symbol, lenient, source).Series;
            return CalendarInference.Of(symbol, bars.Interval, bars.Ts);
        }
        catch (BadInputException)
        {
            return ExchangeCalendar.Nyse;
        }
    }

    private static MemoryStream WholeLines(Stream stream)
    {
        var head = new byte[Head];
        var magic = stream.ReadAtLeast(head.AsSpan(0, 2), 2, throwOnEndOfStream: false);
        var length = magic;
        if (head is [0x1f, 0x8b, ..])
        {
            stream.Position = 0;
            using var unzipped = new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true);
            length = Fill(unzipped, head, 0);
        }
        else
        {
            length = Fill(stream, head, magic);
        }
        var last = length < Head ? length : head.AsSpan().LastIndexOf((byte)'\n') + 1;
        return new MemoryStream(head, 0, last);
    }

    private static int Fill(Stream stream, byte[] head, int from)
    {
        try
        {
            return from + stream.ReadAtLeast(head.AsSpan(from), Head - from, throwOnEndOfStream: false);
        }
        catch (InvalidDataException)
        {
            return 0;
        }
    }
}
