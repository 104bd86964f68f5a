using Quant.Client.Web.Contracts;
using Quant.Client.Web.Symbols;
using Quant.Grains.Interfaces.Quality;
using Quant.MarketData.Bars;

namespace Quant.Client.Web.Quality;

/// <summary>How good bars are, what is missing, and where they came from.</summary>
internal static class QualityEndpoints
{
    public static void MapQuality(this IEndpointRouteBuilder api)
    {
        var bars = api.MapGroup("/bars/{symbol}/{interval}").WithTags("Quality");
        bars.MapGet("/quality", Check)
            .WithName("CheckBars")
            .WithSummary("How good the bars of a range are: score, findings, coverage; from and to in microseconds UTC")
            .Produces<BarQualityDto>();
        bars.MapGet("/gaps", ListGaps)
            .WithName("ListGaps")
            .WithSummary("Missing bars by time, and why; kind is noTrade, halt, providerGap or holiday")
            .Produces<GapsDto>();
        bars.MapGet("/provenance", ReadProvenance)
            .WithName("GetProvenance")
            .WithSummary("What was asked of which source, and the splits and dividends known")
            .Produces<ProvenanceDto>();
    }

    private static async Task<BarQualityDto> Check(
        string symbol,
        string interval,
        KnownSymbols symbols,
        IGrainFactory grains,
        CancellationToken cancellation,
        long? from = null,
        long? to = null,
        string sessions = "regular"
    )
    {
        var grain = await GrainAsync(symbol, symbols, grains, cancellation);
        return (await grain.CheckAsync(new BarCheckRequest(interval, from, to, sessions), cancellation)).ToDto();
    }

    private static async Task<GapsDto> ListGaps(
        string symbol,
        string interval,
        KnownSymbols symbols,
        IGrainFactory grains,
        CancellationToken cancellation,
        string? kind = null,
        long? from = null,
        long? to = null,
        string sessions = "regular",
        int offset = 0,
        int limit = 50
    )
    {
        var grain = await GrainAsync(symbol, symbols, grains, cancellation);
        var request = new BarCheckRequest(interval, from, to, sessions);
        return (await grain.ListGapsAsync(request, new GapChoice(kind, offset, limit), cancellation)).ToDto();
    }

    private static async Task<ProvenanceDto> ReadProvenance(
        string symbol,
        string interval,
        KnownSymbols symbols,
        ProvenanceReads reads,
        CancellationToken cancellation
    )
    {
        var known = Symbol.Parse(Uri.UnescapeDataString(symbol));
        await symbols.RequireAsync(known, cancellation);
        return await reads.ReadAsync(known, Interval.Parse(interval), cancellation);
    }

    private static async Task<IBarCheckGrain> GrainAsync(
        string symbol,
        KnownSymbols symbols,
        IGrainFactory grains,
        CancellationToken cancellation
    )
    {
        var known = Symbol.Parse(Uri.UnescapeDataString(symbol));
        await symbols.RequireAsync(known, cancellation);
        return grains.GetGrain<IBarCheckGrain>(known.ToString());
    }
}
