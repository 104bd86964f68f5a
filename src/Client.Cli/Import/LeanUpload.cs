using Quant.Client.Cli.Api;
using Quant.Client.Web.Contracts;
using Quant.MarketData.Providers.Lean;

namespace Quant.Client.Cli.Import;

/// <summary>Sends LEAN files to the server and has them imported.</summary>
internal sealed class LeanUpload(QuantClient client)
{
    /// <param name="file">The zips of one symbol and interval.</param>
    /// <param name="calendar">When its market trades.</param>
    /// <param name="skipBadRows">Whether bad rows are counted and left out; else the first is an error.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="sent">Called after each zip.</param>
    public async Task<IngestReportDto> ImportAsync(
        LeanDataFile file,
        string calendar,
        bool skipBadRows,
        CancellationToken cancellation,
        Action? sent = null
    )
    {
        var files = new List<UploadedFileDto>();
        foreach (var zip in file.Zips)
        {
            files.Add(await UploadAsync(zip, cancellation));
            sent?.Invoke();
        }
        var factors = file.FactorFile is { } path ? await UploadAsync(path, cancellation) : null;
        return await client.ImportAsync(
            file.Symbol.ToString(),
            new ImportBody(
                files,
                "lean",
                file.Interval.ToString(),
                calendar,
                FactorFile: factors,
                SkipBadRows: skipBadRows
            ),
            cancellation
        );
    }

    private async Task<UploadedFileDto> UploadAsync(string path, CancellationToken cancellation)
    {
        await using var stream = File.OpenRead(path);
        return new UploadedFileDto(await client.UploadAsync(stream, cancellation), Path.GetFileName(path));
    }
}
