using Quant.Client.Web.Contracts;

namespace Quant.Client.Web.Bars;

/// <summary>A range of bars, thinned for a picture.</summary>
/// <param name="Symbol">The symbol, as the client wrote it.</param>
/// <param name="Interval">The interval, as the client wrote it.</param>
/// <param name="FromTs">First bar, microseconds UTC; null: the first there is.</param>
/// <param name="ToTs">End, exclusive; null: after the last there is.</param>
/// <param name="Adjustment">
/// <c>raw</c>, <c>split</c> or <c>all</c>; <c>none</c> and <c>splitAndDividend</c> are other words for the first and the last.
/// </param>
/// <param name="MaxPoints">Most points to answer, 1 to 20,000.</param>
/// <param name="Fill"><c>none</c> or <c>forward</c>.</param>
/// <param name="Sources">Whether to tell where bars are from.</param>
public sealed record BarQuery(
    string Symbol,
    string Interval,
    long? FromTs,
    long? ToTs,
    string Adjustment,
    int MaxPoints,
    string Fill = "none",
    bool Sources = false
);

/// <summary>Bars, aggregated on the server.</summary>
public interface IBarReads
{
    /// <exception cref="Quant.Specs.BadInputException">A member of the query is not allowed.</exception>
    /// <exception cref="Quant.Grains.Interfaces.Faults.NotFoundException">No such symbol, or no bars of the interval.</exception>
    Task<BarsDto> ReadAsync(BarQuery query, CancellationToken cancellation);
}
