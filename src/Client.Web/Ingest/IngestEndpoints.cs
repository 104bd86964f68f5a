using Quant.Client.Web.Contracts;
using Quant.Grains.Interfaces.Ingest;
using Quant.MarketData.Bars;
using Quant.MarketData.Providers.Registry;
using Quant.Specs;

namespace Quant.Client.Web.Ingest;

/// <summary>Bars from providers: backfills, live feeds, splits and dividends.</summary>
internal static class IngestEndpoints
{
    private const int MostSeconds = 20;

    public static void MapIngest(this IEndpointRouteBuilder api)
    {
        api.MapGet("/providers", (ProviderRegistry registry) => registry.Entries.Select(ToDto))
            .WithTags("Ingest")
            .WithName("ListProviders")
            .WithSummary("Providers of bars, and what has to be set before they can be used")
            .Produces<IReadOnlyList<ProviderDto>>();
        api.MapGet(
                "/backfills",
                (IngestReads reads, CancellationToken cancellation, int limit = 200) =>
                    reads.BackfillsAsync(Math.Clamp(limit, 1, 10_000), cancellation)
            )
            .WithTags("Ingest")
            .WithName("ListBackfills")
            .WithSummary("Backfills of all symbols, those that are not over first")
            .Produces<IReadOnlyList<BackfillDto>>();
        api.MapGet("/live", (IngestReads reads, CancellationToken cancellation) => reads.LiveAsync(cancellation))
            .WithTags("Ingest")
            .WithName("ListLive")
            .WithSummary("Symbols that are kept up to date")
            .Produces<IReadOnlyList<LiveDto>>();
        var symbol = api.MapGroup("/bars/{symbol}").WithTags("Ingest");
        symbol
            .MapPost("/backfills", Queue)
            .WithName("StartBackfill")
            .WithSummary("Queues a range to be asked of providers; the same range twice is the same backfill")
            .Produces<BackfillDto>();
        symbol
            .MapGet("/backfills", List)
            .WithName("ListSymbolBackfills")
            .WithSummary("Backfills of one symbol, in the order they were asked for")
            .Produces<IReadOnlyList<BackfillDto>>();
        symbol
            .MapGet("/backfills/{id}", Wait)
            .WithName("GetBackfill")
            .WithSummary("Where a backfill stands now; waits up to 20 s for its end when asked to")
            .Produces<BackfillDto>();
        symbol
            .MapPost("/backfills/{id}/{command}", Command)
            .WithName("CommandBackfill")
            .WithSummary("pause, resume or stop")
            .Produces<BackfillDto>();
        symbol
            .MapPut("/live", SetLive)
            .WithName("SetLive")
            .WithSummary("Keeps a symbol up to date from now on, or no longer")
            .Produces<LiveDto>();
        symbol
            .MapGet(
                "/live",
                async (string symbol, IGrainFactory grains) => (await Of(symbol, grains).GetLiveAsync()).ToDto()
            )
            .WithName("GetLive")
            .WithSummary("How up to date a symbol is")
            .Produces<LiveDto>();
        symbol
            .MapPost("/actions/sync", SyncActions)
            .WithName("SyncActions")
            .WithSummary("Asks a provider for splits and dividends")
            .Produces<ActionsReportDto>();
        symbol
            .MapDelete("", Remove)
            .WithName("RemoveBars")
            .WithSummary("Removes a symbol: its bars, splits, dividends and what is known of their sources")
            .Produces<RemovedDto>();
    }

    private static async Task<BackfillDto> Queue(string symbol, BackfillBody body, IGrainFactory grains) =>
        (await Of(symbol, grains).BackfillAsync(body.ToRequest())).ToDto();

    private static async Task<IReadOnlyList<BackfillDto>> List(string symbol, IGrainFactory grains) =>
        [.. (await Of(symbol, grains).ListBackfillsAsync()).Select(status => status.ToDto())];

    private static async Task<BackfillDto> Wait(string symbol, string id, IGrainFactory grains, int waitSeconds = 0)
    {
        if (waitSeconds is < 0 or > MostSeconds)
        {
            throw new BadInputException("waitSeconds", waitSeconds, $"0 to {MostSeconds}");
        }
        return (await Of(symbol, grains).WaitBackfillAsync(id, TimeSpan.FromSeconds(waitSeconds))).ToDto();
    }

    private static async Task<BackfillDto> Command(string symbol, string id, string command, IGrainFactory grains)
    {
        var known =
            Enum.TryParse<BackfillCommand>(command, ignoreCase: true, out var word) && Enum.IsDefined(word)
                ? word
                : throw new BadInputException("command", command, "pause, resume or stop");
        return (await Of(symbol, grains).CommandBackfillAsync(id, known)).ToDto();
    }

    private static async Task<LiveDto> SetLive(string symbol, LiveBody body, IGrainFactory grains) =>
        (
            await Of(symbol, grains)
                .SetLiveAsync(new LiveRequest(body.Mode, body.Providers ?? [], body.Sessions, body.Calendar))
        ).ToDto();

    private static async Task<ActionsReportDto> SyncActions(
        string symbol,
        IGrainFactory grains,
        CancellationToken cancellation,
        string provider = ""
    )
    {
        var report = await Of(symbol, grains).SyncActionsAsync(provider, cancellation);
        return new ActionsReportDto(report.Symbol, report.Provider, report.Splits, report.Dividends, report.Pending);
    }

    private static async Task<RemovedDto> Remove(string symbol, IGrainFactory grains)
    {
        await Of(symbol, grains).RemoveAsync();
        return new RemovedDto(KeyOf(symbol));
    }

    private static ISymbolIngestGrain Of(string symbol, IGrainFactory grains) =>
        grains.GetGrain<ISymbolIngestGrain>(KeyOf(symbol));

    private static string KeyOf(string symbol) => Symbol.Parse(Uri.UnescapeDataString(symbol)).ToString();

    private static ProviderDto ToDto(ProviderEntry entry) => new(entry.Name, entry.Title, entry.Terms, entry.Missing);
}
