using Quant.Lake.Foreign;
using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Providers.Csv;
using Quant.MarketData.Providers.Rows;
using Quant.MarketData.Quality;
using Quant.Specs;

namespace Quant.MarketData.Providers.Parquet;

/// <summary>
/// Reads bars from a Parquet file: the columns a CSV has, by the same names and judged in the same way. Times are
/// timestamps (without a zone: wall-clock times of <see cref="CsvImportOptions.TimeZone"/>), dates, whole numbers since
/// 1970 or text, both as in a CSV; prices floating point, decimal or whole numbers. A price of 32 bits is the number these
/// bits stand for, not the decimal it was made of. Rows are counted from 1.
/// </summary>
public static class ParquetImporter
{
    /// <summary>Rows looked at to find the calendar: six weeks of a market that never closes.</summary>
    private const int CalendarRows = 60_000;

    /// <summary>Reads a file.</summary>
    /// <param name="stream">The file; one that is not on the disk is copied to a temporary file first.</param>
    /// <param name="symbol">The symbol.</param>
    /// <param name="options">How to read.</param>
    /// <param name="source">Name of the file, for errors.</param>
    /// <exception cref="BadInputException">
    /// Not a whole Parquet file, a column missing, there twice or of a type that cannot be read, no usable row, an interval
    /// that cannot be told, or a faulty row under <see cref="RefusalPolicy.Strict"/>: the field names row and column.
    /// </exception>
    public static BarImport Import(Stream stream, Symbol symbol, CsvImportOptions options, string source) =>
        OnDisk(stream, path => Import(path, symbol, options, source, long.MaxValue));

    /// <summary>
    /// Finds the calendar by the symbol and the bars the file begins with; <c>XNYS</c> where there is no bar that can be
    /// read, which the import then says.
    /// </summary>
    /// <inheritdoc cref="Import(Stream, Symbol, CsvImportOptions, string)" path="/param"/>
    public static ExchangeCalendar CalendarOf(Stream stream, Symbol symbol, CsvImportOptions options, string source)
    {
        if (CalendarInference.IsCurrencyPair(symbol))
        {
            return ExchangeCalendar.Forex;
        }
        var lenient = options with { Calendar = ExchangeCalendar.AlwaysOpen, Policy = RefusalPolicy.SkipBadRows };
        try
        {
            var bars = OnDisk(stream, path => Import(path, symbol, lenient, source, CalendarRows)).Series;
            return CalendarInference.Of(symbol, bars.Interval, bars.Ts);
        }
        catch (BadInputException)
        {
            return ExchangeCalendar.Nyse;
        }
    }

    private static BarImport Import(string path, Symbol symbol, CsvImportOptions options, string source, long most)
    {
        try
        {
            var file = ForeignParquet.Open(path);
            var rows = new ParquetRows(file, ParquetColumns.Of(file.Columns, source), options.TimeZone);
            return RowImport.Import(
                rows.Read(most),
                symbol,
                options,
                new RowSource(source, "parquet", "row", "a table without rows")
            );
        }
        catch (InvalidDataException fault)
        {
            throw new BadInputException(source, fault.Message, "a whole Parquet file of bars");
        }
    }

    private static T OnDisk<T>(Stream stream, Func<string, T> read)
    {
        if (stream is FileStream file)
        {
            return read(file.Name);
        }
        var path = Path.GetTempFileName();
        try
        {
            using (var copy = File.Create(path))
            {
                stream.CopyTo(copy);
            }
            return read(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
