using Quant.Client.Web.Contracts;

namespace Quant.Client.Web.Simulations;

/// <summary>A range of equity, thinned for a picture.</summary>
/// <param name="Fingerprint">The backtest, as the client wrote it.</param>
/// <param name="FromTs">First row, microseconds UTC; null: the first there is.</param>
/// <param name="ToTs">End, exclusive; null: after the last there is.</param>
/// <param name="MaxPoints">Most points to answer.</param>
public sealed record EquityQuery(string Fingerprint, long? FromTs, long? ToTs, int MaxPoints);

/// <summary>Backtests, their equity and their trades.</summary>
public interface ISimulationReads
{
    /// <param name="symbol">Only of this symbol; null: of all.</param>
    /// <param name="model">Only of this model; null: of all.</param>
    /// <param name="limit">Most backtests to answer, latest first.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task<IReadOnlyList<SimulationDto>> ListAsync(
        string? symbol,
        string? model,
        int limit,
        CancellationToken cancellation
    );

    Task<SimulationDetailDto> ReadAsync(string fingerprint, CancellationToken cancellation);

    Task<EquityDto> ReadEquityAsync(EquityQuery query, CancellationToken cancellation);

    Task<TradesDto> ReadTradesAsync(string fingerprint, int offset, int limit, CancellationToken cancellation);
}
