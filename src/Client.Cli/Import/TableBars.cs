using Quant.Client.Cli.Api;
using Quant.Client.Web.Contracts;
using Quant.Specs;

namespace Quant.Client.Cli.Import;

/// <summary>One CSV or Parquet file.</summary>
internal sealed class TableBars(string path, string symbol, string format, ImportWish wish) : IBarImport
{
    public string Title => $"{symbol} from {Path.GetFileName(path)}";

    public int Files => 1;

    public async Task<IngestReportDto> RunAsync(QuantClient client, Action sent, CancellationToken cancellation)
    {
        await using var stream = File.OpenRead(path);
        if (stream.Length == 0)
        {
            throw new BadInputException(
                Path.GetFileName(path),
                "an empty file",
                format == "csv" ? "a header line and at least one row" : "at least one row"
            );
        }
        var upload = await client.UploadAsync(stream, cancellation);
        sent();
        return await client.ImportAsync(
            symbol,
            new ImportBody(
                [new UploadedFileDto(upload, Path.GetFileName(path))],
                format,
                wish.CsvInterval,
                wish.CsvCalendar,
                wish.TimeZone ?? "UTC",
                SkipBadRows: wish.SkipBadRows ?? false
            ),
            cancellation
        );
    }
}
