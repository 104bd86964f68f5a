using Quant.Client.Web.Contracts;

namespace Quant.Client.Web.Symbols;

internal static class SymbolsEndpoints
{
    public static void MapSymbols(this IEndpointRouteBuilder api)
    {
        api.MapGet("/symbols", (ISymbolReads reads, CancellationToken cancellation) => reads.ListAsync(cancellation))
            .WithName("ListSymbols")
            .WithTags("Symbols")
            .WithSummary("Instruments and how much of each there is")
            .Produces<IReadOnlyList<SymbolDto>>();
    }
}
