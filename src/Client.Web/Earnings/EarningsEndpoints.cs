using Quant.Catalog;
using Quant.Client.Web.Contracts;
using Quant.Client.Web.Json;
using Quant.Lake.Uploads;
using Quant.MarketData.Bars;
using Quant.MarketData.Earnings;
using Quant.Specs;

namespace Quant.Client.Web.Earnings;

/// <summary>Dates of earnings reports, in and out.</summary>
internal static class EarningsEndpoints
{
    public static void MapEarnings(this IEndpointRouteBuilder api)
    {
        var earnings = api.MapGroup("/earnings").WithTags("Earnings");
        earnings
            .MapGet("", List)
            .WithName("ListEarnings")
            .WithSummary("Dates of earnings reports, as they were known at a moment")
            .Produces<IReadOnlyList<EarningsDto>>();
        earnings
            .MapPost("/import", Import)
            .WithName("ImportEarnings")
            .WithSummary("Imports an uploaded CSV of dates, all or none of it")
            .Produces<EarningsReportDto>();
    }

    private static async Task<IReadOnlyList<EarningsDto>> List(
        CatalogStore catalog,
        CancellationToken cancellation,
        string? symbol = null,
        long? asOf = null
    )
    {
        var dates = await catalog.Earnings.ListAsync(
            symbol is null ? null : Symbol.Parse(symbol),
            asOf is { } micros ? UnixMicros.ToInstant(micros) : null,
            cancellation
        );
        return
        [
            .. dates.Select(date => new EarningsDto(
                date.Symbol.ToString(),
                date.Date,
                Words.Of(date.Time),
                UnixMicros.From(date.KnownAt),
                date.Source
            )),
        ];
    }

    private static async Task<EarningsReportDto> Import(
        EarningsImportBody body,
        IUploadStore uploads,
        CatalogStore catalog,
        CancellationToken cancellation
    )
    {
        IReadOnlyList<EarningsDate> dates;
        using (var stream = uploads.Open(body.File.Upload))
        {
            dates = EarningsCsv.Read(stream, body.File.FileName, body.AllowLate);
        }
        var changed = await catalog.Earnings.RecordAsync(dates, cancellation);
        uploads.Delete(body.File.Upload);
        return new EarningsReportDto(dates.Count, changed);
    }
}
