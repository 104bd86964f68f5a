using System.Security.Cryptography;
using Quant.Grains.Interfaces.Ingest;
using Quant.Lake.Uploads;
using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Providers;
using Quant.MarketData.Providers.Csv;
using Quant.MarketData.Providers.Lean;
using Quant.MarketData.Providers.Parquet;
using Quant.MarketData.Quality;
using Quant.MarketData.Zones;
using Quant.Specs;

namespace Quant.Grains.Ingest.Files;

/// <summary>
/// Uploaded CSV, Parquet or LEAN files; a CSV or Parquet file of a symbol without a known calendar tells it.
/// </summary>
internal sealed class UploadedBars(
    Symbol symbol,
    ImportRequest request,
    IUploadStore uploads,
    TimeProvider clock,
    string? known = null
) : IBarDelivery
{
    /// <summary>What an importer gives the interval or calendar as when the file shall tell it.</summary>
    private const string Auto = "auto";

    public string Description =>
        request.Format switch
        {
            "lean" => "LEAN trade bars",
            "parquet" => "Parquet bars",
            _ => "CSV bars",
        };

    public ExchangeCalendar Calendar { get; private set; } =
        request.Calendar != Auto ? ExchangeCalendar.Parse(request.Calendar)
        : known is not null ? ExchangeCalendar.Parse(known)
        : ExchangeCalendar.Nyse;

    private RefusalPolicy Policy => request.SkipBadRows ? RefusalPolicy.SkipBadRows : RefusalPolicy.Strict;

    public string ContentHash()
    {
        if (request.Files.Count == 0)
        {
            throw new BadInputException("files", "an empty list", "at least one upload");
        }
        UploadedFile[] files = request.FactorFile is { } factors ? [.. request.Files, factors] : [.. request.Files];
        var hashes = files.Select(file =>
        {
            using var stream = uploads.Open(file.Upload);
            return new[] { Path.GetFileName(file.FileName), Convert.ToHexStringLower(SHA256.HashData(stream)) };
        });
        return Fingerprint
            .Of(
                new
                {
                    files = hashes.ToList(),
                    request.Format,
                    request.Interval,
                    request.Calendar,
                    request.TimeZone,
                    request.SkipBadRows,
                }
            )
            .ToString();
    }

    public BarImport Read() =>
        request.Format switch
        {
            "csv" => ReadTable("CSV", CsvCalendar.Of, CsvImporter.Import),
            "parquet" => ReadTable("Parquet", ParquetImporter.CalendarOf, ParquetImporter.Import),
            "lean" => LeanImporter.Import(
                symbol,
                Interval.Parse(request.Interval),
                [.. request.Files.Select(Source)],
                request.FactorFile is { } factors ? Source(factors) : null,
                new LeanImportOptions
                {
                    Calendar = Calendar,
                    Policy = Policy,
                    Time = clock,
                }
            ),
            _ => throw new BadInputException("format", request.Format, "csv, parquet or lean"),
        };

    public void Discard()
    {
        foreach (var file in request.Files)
        {
            uploads.Delete(file.Upload);
        }
        if (request.FactorFile is { } factors)
        {
            uploads.Delete(factors.Upload);
        }
    }

    private BarImport ReadTable(
        string kind,
        Func<Stream, Symbol, CsvImportOptions, string, ExchangeCalendar> calendarOf,
        Func<Stream, Symbol, CsvImportOptions, string, BarImport> import
    )
    {
        if (request.Files.Count != 1)
        {
            throw new BadInputException("files", request.Files.Count, $"one {kind} file");
        }
        var options = new CsvImportOptions
        {
            Calendar = Calendar,
            Interval = request.Interval == Auto ? null : Interval.Parse(request.Interval),
            TimeZone = ExchangeZone.Parse(request.TimeZone),
            Policy = Policy,
            Time = clock,
        };
        using var stream = uploads.Open(request.Files[0].Upload);
        if (request.Calendar == Auto && known is null)
        {
            Calendar = calendarOf(stream, symbol, options, request.Files[0].FileName);
            stream.Position = 0;
        }
        return import(stream, symbol, options with { Calendar = Calendar }, request.Files[0].FileName);
    }

    private NamedSource Source(UploadedFile file) => new(file.FileName, () => uploads.Open(file.Upload));
}
