namespace Quant.Simulation.Results;

/// <summary>Which way a metric is better.</summary>
public enum MetricDirection
{
    /// <summary>Neither: it describes.</summary>
    None,
    Higher,
    Lower,
}

/// <summary>A metric as data: for objectives, tables, forms and help.</summary>
/// <param name="Name">camelCase, as it stands in JSON.</param>
/// <param name="Unit">fraction, currency, bars, trades, per year, per week, or ratio.</param>
/// <param name="Direction">Which way is better.</param>
/// <param name="Description">One line.</param>
/// <param name="Value">Reads it; NaN where it is not defined.</param>
public sealed record MetricDefinition(
    string Name,
    string Unit,
    MetricDirection Direction,
    string Description,
    Func<SimulationMetrics, double> Value
)
{
    private const MetricDirection None = MetricDirection.None;
    private const MetricDirection Higher = MetricDirection.Higher;
    private const MetricDirection Lower = MetricDirection.Lower;

    /// <summary>All there are, in the order of the documentation.</summary>
    public static IReadOnlyList<MetricDefinition> All { get; } =
    [
        new("totalReturn", "fraction", Higher, "Final equity over initial capital, less 1.", m => m.TotalReturn),
        new("cagr", "fraction", Higher, "Compound annual growth rate.", m => m.Cagr),
        new("annualVolatility", "fraction", Lower, "Deviation of bar returns, per year.", m => m.AnnualVolatility),
        new("sharpe", "ratio", Higher, "Annualised Sharpe ratio of bar returns, risk-free rate 0.", m => m.Sharpe),
        new("sortino", "ratio", Higher, "Annualised mean over downside deviation.", m => m.Sortino),
        new("maxDrawdown", "fraction", Lower, "Greatest loss from a peak.", m => m.MaxDrawdown),
        new("calmar", "ratio", Higher, "Compound annual growth over greatest drawdown.", m => m.Calmar),
        new("longestDrawdownBars", "bars", Lower, "Longest time below a peak.", m => m.LongestDrawdownBars),
        new("trades", "trades", None, "Closed trades.", m => m.Trades),
        new("winRate", "fraction", Higher, "Part of trades that made money.", m => m.WinRate),
        new("profitFactor", "ratio", Higher, "Sum of profits over sum of losses.", m => m.ProfitFactor),
        new("expectancy", "currency", Higher, "Mean profit of a trade.", m => m.Expectancy),
        new("averageWin", "currency", Higher, "Mean profit of trades that made money.", m => m.AverageWin),
        new("averageLoss", "currency", Lower, "Mean loss of trades that lost money.", m => m.AverageLoss),
        new("sqn", "ratio", Higher, "System quality number over trade returns.", m => m.Sqn),
        new("exposure", "fraction", None, "Part of bars that close with a position.", m => m.Exposure),
        new("turnover", "per year", None, "Value traded over equity, per year.", m => m.Turnover),
        new("fees", "currency", Lower, "Commissions.", m => m.Fees),
        new("slippageCost", "currency", Lower, "Half-spread and slippage.", m => m.SlippageCost),
        new("borrowCost", "currency", Lower, "Borrow paid on short positions.", m => m.BorrowCost),
        new("tradesPerWeek", "per week", None, "Mean trades entered per week.", m => m.TradesPerWeek),
        new("tradesPerWeekStd", "per week", None, "Deviation of weekly trade counts.", m => m.TradesPerWeekStd),
        new("buyAndHoldReturn", "fraction", None, "Total return of buy-and-hold.", m => m.BuyAndHoldReturn),
        new("finalEquity", "currency", Higher, "Equity at the last close.", m => m.FinalEquity),
    ];

    /// <summary>The metrics of a run that have a value, by name, in the order of <see cref="All"/>.</summary>
    public static IEnumerable<KeyValuePair<string, double>> Defined(SimulationMetrics metrics) =>
        All.Select(metric => KeyValuePair.Create(metric.Name, metric.Value(metrics)))
            .Where(pair => double.IsFinite(pair.Value));
}
