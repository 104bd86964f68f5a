using Quant.Client.Web.Contracts;

namespace Quant.Client.Web.Bars;

/// <summary>A range of bars, thinned for a picture.</summary>
/// <param name="Symbol">The symbol, as the client wrote it.</param>
/// <param name="Interval">The interval, as the client wrote it.</param>
/// <param name="FromTs">First bar, microseconds UTC; null: the first there is.</param>
/// <param name="ToTs">End, exclusive; null: after the last there is.</param>
/// <param name="Adjustment"><c>none</c>, <c>split</c> or <c>splitAndDividend</c>.</param>
/// <param name="MaxPoints">Most points to answer, 1 to 20,000.</param>
public sealed record BarQuery(
    string Symbol,
    string Interval,
    long? FromTs,
    long? ToTs,
    string Adjustment,
    int MaxPoints
);

/// <summary>Bars, aggregated on the server.</summary>
public interface IBarReads
{
    /// <exception cref="Quant.Specs.BadInputException">A member of the query is not allowed.</exception>
    /// <exception cref="Quant.Grains.Interfaces.Faults.NotFoundException">No such symbol, or no bars of the interval.</exception>
    Task<BarsDto> ReadAsync(BarQuery query, CancellationToken cancellation);
}
