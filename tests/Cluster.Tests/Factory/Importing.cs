using System.IO.Compression;
using System.Text;
using Quant.Grains.Interfaces.Ingest;

namespace Quant.Cluster.Tests.Factory;

/// <summary>Bringing bars into a factory, as a client does.</summary>
internal static class Importing
{
    public static async Task<string> UploadAsync(this TestFactory factory, byte[] content) =>
        await factory.Stores.Uploads.SaveAsync(new MemoryStream(content), CancellationToken.None);

    public static ImportRequest CsvRequest(string upload, bool skipBadRows = false) =>
        new([new UploadedFile(upload, "bars.csv")], "csv", "1d", "XNYS", "UTC", null, skipBadRows);

    public static async Task<IngestReport> ImportCsvAsync(
        this TestFactory factory,
        string symbol,
        string csv,
        bool skipBadRows = false
    )
    {
        var upload = await factory.UploadAsync(Encoding.UTF8.GetBytes(csv));
        return await factory
            .Grain<ISymbolIngestGrain>(symbol)
            .ImportAsync(CsvRequest(upload, skipBadRows), CancellationToken.None);
    }

    public static Task<IngestReport> ImportAsync(this TestFactory factory, string symbol, IEnumerable<TestBar> bars) =>
        factory.ImportCsvAsync(symbol, TestBars.Csv(bars));

    /// <summary>Imports a LEAN zip of daily bars, with a factor file where one is given.</summary>
    public static async Task<IngestReport> ImportLeanAsync(
        this TestFactory factory,
        string symbol,
        IEnumerable<TestBar> bars,
        string? factors
    )
    {
        var name = symbol.ToLowerInvariant();
        var zip = await factory.UploadAsync(Zip($"{name}.csv", TestBars.Lean(bars)));
        var factorFile = factors is null
            ? null
            : new UploadedFile(await factory.UploadAsync(Encoding.UTF8.GetBytes(factors)), $"{name}.csv");
        var request = new ImportRequest(
            [new UploadedFile(zip, $"{name}.zip")],
            "lean",
            "1d",
            "XNYS",
            "America/New_York",
            factorFile,
            false
        );
        return await factory.Grain<ISymbolIngestGrain>(symbol).ImportAsync(request, CancellationToken.None);
    }

    private static byte[] Zip(string name, string text)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            var made = archive.CreateEntry(name);
            made.LastWriteTime = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
            using var entry = made.Open();
            entry.Write(Encoding.UTF8.GetBytes(text));
        }
        return bytes.ToArray();
    }
}
