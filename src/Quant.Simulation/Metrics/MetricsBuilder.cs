using System.Collections.Immutable;
using Quant.Simulation.Results;

namespace Quant.Simulation.Metrics;

/// <summary>Metrics from the sums over bars and trades; formulas and sources in docs/simulation.md.</summary>
internal static class MetricsBuilder
{
    /// <summary>A variance below this part of the mean square is rounding: all returns are alike.</summary>
    private const double NoVariance = 1e-12;

    public static SimulationMetrics Build(
        EquityPath path,
        in TradeStatistics trades,
        double initial,
        double barsPerYear,
        int weeks,
        double buyAndHoldReturn
    )
    {
        var sums = new double[6];
        var blocks = ImmutableArray.CreateBuilder<BlockMoments>(path.Blocks);
        for (var b = 0; b < path.Blocks; b++)
        {
            for (var power = 1; power <= 5; power++)
            {
                sums[power] += path.Sum(b, power);
            }
            blocks.Add(new BlockMoments(path.Count(b), path.Sum(b, 1), path.Sum(b, 2)));
        }
        double n = path.Returns;
        var moments = Moments(path.Returns, sums);
        var years = n / barsPerYear;
        var downside = Math.Sqrt(sums[5] / n);
        var growth = path.Equity / initial;
        var cagr = growth > 0 ? Math.Pow(growth, 1 / years) - 1 : -1;
        double count = trades.Count;
        var perWeek = count / weeks;
        return new SimulationMetrics
        {
            TotalReturn = growth - 1,
            Cagr = cagr,
            AnnualVolatility = moments.StandardDeviation * Math.Sqrt(barsPerYear),
            Sharpe = Ratio(moments.Mean, moments.StandardDeviation) * Math.Sqrt(barsPerYear),
            Sortino = Ratio(moments.Mean, downside) * Math.Sqrt(barsPerYear),
            MaxDrawdown = path.MaxDrawdown,
            Calmar = Ratio(cagr, path.MaxDrawdown),
            LongestDrawdownBars = path.LongestDrawdown,
            Trades = trades.Count,
            WinRate = Ratio(trades.Wins, count),
            ProfitFactor = Ratio(trades.GrossProfit, trades.GrossLoss),
            Expectancy = Ratio(trades.Profit, count),
            AverageWin = Ratio(trades.GrossProfit, trades.Wins),
            AverageLoss = Ratio(trades.GrossLoss, trades.Losses),
            Sqn = Sqn(trades),
            Exposure = trades.BarsHeld / (n + 1),
            Turnover = trades.Turnover / years,
            Fees = trades.Fees,
            SlippageCost = trades.SlippageCost,
            BorrowCost = trades.BorrowCost,
            TradesPerWeek = perWeek,
            TradesPerWeekStd =
                weeks > 1
                    ? Math.Sqrt(Math.Max(0, trades.WeekSquares - weeks * perWeek * perWeek) / (weeks - 1))
                    : double.NaN,
            BuyAndHoldReturn = buyAndHoldReturn,
            FinalEquity = path.Equity,
            Returns = moments,
            Blocks = blocks.MoveToImmutable(),
        };
    }

    private static ReturnMoments Moments(int count, double[] sums)
    {
        double n = count;
        var mean = sums[1] / n;
        var variance = Variance(n, sums[1], sums[2]);
        if (!(variance > 0))
        {
            return new ReturnMoments(count, mean, count > 1 ? 0 : double.NaN, double.NaN, double.NaN);
        }
        var third = sums[3] / n - 3 * mean * (sums[2] / n) + 2 * mean * mean * mean;
        var fourth =
            sums[4] / n - 4 * mean * (sums[3] / n) + 6 * mean * mean * (sums[2] / n) - 3 * mean * mean * mean * mean;
        return new ReturnMoments(
            count,
            mean,
            Math.Sqrt(variance * (n / (n - 1))),
            third / (variance * Math.Sqrt(variance)),
            fourth / (variance * variance)
        );
    }

    private static double Variance(double n, double sum, double squares)
    {
        var mean = sum / n;
        var variance = squares / n - mean * mean;
        return variance > NoVariance * (squares / n) ? variance : 0;
    }

    private static double Sqn(in TradeStatistics trades)
    {
        double n = trades.Count;
        var mean = trades.MeanReturn;
        var alike = !(trades.ReturnDeviations > NoVariance * (trades.ReturnDeviations + n * mean * mean));
        return alike ? double.NaN : Math.Sqrt(n) * mean / Math.Sqrt(trades.ReturnDeviations / (n - 1));
    }

    /// <summary>NaN where the divisor is zero or NaN: an undefined metric, not an infinite one.</summary>
    private static double Ratio(double value, double divisor) => divisor > 0 ? value / divisor : double.NaN;
}
