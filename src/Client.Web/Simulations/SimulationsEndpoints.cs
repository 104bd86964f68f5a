using Quant.Client.Web.Contracts;

namespace Quant.Client.Web.Simulations;

internal static class SimulationsEndpoints
{
    public static void MapSimulations(this IEndpointRouteBuilder api)
    {
        var simulations = api.MapGroup("/simulations").WithTags("Simulations");
        simulations
            .MapGet("", List)
            .WithName("ListSimulations")
            .WithSummary("Backtests, latest first")
            .Produces<IReadOnlyList<SimulationDto>>();
        simulations
            .MapGet(
                "/{fingerprint}",
                (string fingerprint, ISimulationReads reads, CancellationToken cancellation) =>
                    reads.ReadAsync(fingerprint, cancellation)
            )
            .WithName("GetSimulation")
            .WithSummary("A backtest: metrics, rules, account in plain words, monthly returns")
            .Produces<SimulationDetailDto>();
        simulations
            .MapGet("/{fingerprint}/equity", Equity)
            .WithName("GetEquity")
            .WithSummary("Equity, buy-and-hold and drawdown, sampled to at most maxPoints")
            .Produces<EquityDto>();
        simulations
            .MapGet("/{fingerprint}/trades", Trades)
            .WithName("GetTrades")
            .WithSummary("Trades, one page")
            .Produces<TradesDto>();
        simulations
            .MapPost("", Run)
            .WithName("RunSimulation")
            .WithSummary("Backtests one configuration in full, unless that has been done")
            .Produces<RunReportDto>();
    }

    private static Task<IReadOnlyList<SimulationDto>> List(
        ISimulationReads reads,
        CancellationToken cancellation,
        string? symbol = null,
        string? model = null,
        int limit = 200
    ) => reads.ListAsync(symbol, model, limit, cancellation);

    private static Task<EquityDto> Equity(
        string fingerprint,
        ISimulationReads reads,
        CancellationToken cancellation,
        long? from = null,
        long? to = null,
        int maxPoints = 2000
    ) => reads.ReadEquityAsync(new EquityQuery(fingerprint, from, to, maxPoints), cancellation);

    private static Task<TradesDto> Trades(
        string fingerprint,
        ISimulationReads reads,
        CancellationToken cancellation,
        int offset = 0,
        int limit = 100
    ) => reads.ReadTradesAsync(fingerprint, offset, limit, cancellation);

    private static Task<RunReportDto> Run(SimulateBody body, SimulationRunner runner, CancellationToken cancellation) =>
        runner.RunAsync(body.Model, body.Rules.GetRawText(), body.FromTs, body.ToTs, body.InSample, cancellation);
}
