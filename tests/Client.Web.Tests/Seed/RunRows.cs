using System.Text.Json;
using Quant.Lake.Tables;
using Quant.MarketData.Bars;
using Quant.Simulation.Results;

namespace Quant.Client.Web.Tests.Seed;

/// <summary>A simulation's series as the lake keeps them.</summary>
internal static class RunRows
{
    public static ColumnTable Equity(BarSeries bars, SimulationResult result) =>
        new(
            Column.Timestamp("ts", bars.Ts[result.Start..(result.Start + result.Equity.Length)]),
            Column.Double("equity", result.Equity),
            Column.Double("position", result.Position),
            Column.Double("drawdown", result.Drawdown),
            Column.Double("buy_and_hold", result.BuyAndHold)
        );

    public static ColumnTable Trades(SimulationResult result)
    {
        double[] Numbers(Func<Trade, double> value) => [.. result.Trades.Select(value)];
        long[] Times(Func<Trade, long> value) => [.. result.Trades.Select(value)];
        return new ColumnTable(
            Column.Timestamp("ts", [.. Enumerable.Range(0, result.Trades.Count).Select(i => (long)i)]),
            Column.Timestamp("entry_ts", Times(t => t.EntryTs)),
            Column.Timestamp("exit_ts", Times(t => t.ExitTs)),
            Column.Category("side", [.. result.Trades.Select(t => Word(t.Side))]),
            Column.Double("shares", Numbers(t => t.Shares)),
            Column.Double("entry_price", Numbers(t => t.EntryPrice)),
            Column.Double("exit_price", Numbers(t => t.ExitPrice)),
            Column.Double("fees", Numbers(t => t.Fees)),
            Column.Double("slippage", Numbers(t => t.SlippageCost)),
            Column.Double("borrow", Numbers(t => t.BorrowCost)),
            Column.Double("profit", Numbers(t => t.Profit)),
            Column.Double("return", Numbers(t => t.Return)),
            Column.Category("reason", [.. result.Trades.Select(t => Word(t.Reason))]),
            Column.Double("mae", Numbers(t => t.Mae)),
            Column.Double("mfe", Numbers(t => t.Mfe)),
            Column.Int32("bars_held", [.. result.Trades.Select(t => t.BarsHeld)])
        );
    }

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
