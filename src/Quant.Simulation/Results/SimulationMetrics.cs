using System.Collections.Immutable;

namespace Quant.Simulation.Results;

/// <summary>
/// How good a run was. Formulas and sources: docs/simulation.md. What is not defined is NaN, never 0 or infinity.
/// Fractions are fractions (0.1 is 10 %), money is in the currency of the prices.
/// </summary>
public sealed record SimulationMetrics
{
    public required double TotalReturn { get; init; }
    public required double Cagr { get; init; }
    public required double AnnualVolatility { get; init; }
    public required double Sharpe { get; init; }
    public required double Sortino { get; init; }

    /// <summary>Greatest loss from a peak, as a fraction of it: at least 0.</summary>
    public required double MaxDrawdown { get; init; }
    public required double Calmar { get; init; }
    public required int LongestDrawdownBars { get; init; }
    public required int Trades { get; init; }
    public required double WinRate { get; init; }

    /// <summary>NaN when no trade lost.</summary>
    public required double ProfitFactor { get; init; }
    public required double Expectancy { get; init; }
    public required double AverageWin { get; init; }

    /// <summary>Positive.</summary>
    public required double AverageLoss { get; init; }
    public required double Sqn { get; init; }
    public required double Exposure { get; init; }
    public required double Turnover { get; init; }
    public required double Fees { get; init; }
    public required double SlippageCost { get; init; }
    public required double BorrowCost { get; init; }
    public required double TradesPerWeek { get; init; }
    public required double TradesPerWeekStd { get; init; }
    public required double BuyAndHoldReturn { get; init; }
    public required double FinalEquity { get; init; }

    /// <summary>Moments of the bar returns.</summary>
    public required ReturnMoments Returns { get; init; }

    /// <summary>Moments of the bar returns in contiguous blocks, in order of time.</summary>
    public required ImmutableArray<BlockMoments> Blocks { get; init; }
}
