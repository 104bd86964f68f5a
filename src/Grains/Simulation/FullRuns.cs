using System.Text.Json;
using Quant.Catalog;
using Quant.Catalog.Series;
using Quant.Catalog.Simulations;
using Quant.Grains.Interfaces.Simulation;
using Quant.Grains.Series;
using Quant.Grains.Specs;
using Quant.Grains.Work;
using Quant.Lake.Manifest;
using Quant.Lake.Partitions;
using Quant.Lake.Tables;
using Quant.Simulation;
using Quant.Simulation.Inputs;
using Quant.Simulation.Results;
using Quant.Simulation.Rules;
using Quant.Specs;

namespace Quant.Grains.Simulation;

/// <summary>Simulates single configurations in full: series into the lake, metrics and account into the catalog.</summary>
public sealed class FullRuns(CatalogStore catalog, LakeStore lake, ModelSeriesCache cache, WorkPool pool)
{
    public async Task<RunReport> RunAsync(RunRequest request, CancellationToken cancellation)
    {
        if (request.Blocks is < 4 or > 20 || request.Blocks % 2 != 0)
        {
            throw new BadInputException("blocks", request.Blocks, "an even number from 4 to 20");
        }
        var rules = SimulationRules.Read(request.RulesJson);
        var model = Fingerprint.Parse(request.Model, "model");
        var series = await cache.GetAsync(model, [.. RuleColumns.Of(rules)], cancellation);
        if (series.InSample && !request.InSample)
        {
            throw new BadInputException(
                "inSample",
                false,
                "true: this model's predictions were made by models that had learned from later bars (purged k-fold), so that whatever comes of them is in-sample"
            );
        }
        var (start, end) = RangeOf(request, series);
        var (from, to) = (series.Bars.Ts[start], series.Bars.Ts[end - 1] + 1);
        var run = Fingerprint.Of(
            new
            {
                model,
                rules,
                from,
                to,
                blocks = request.Blocks,
            }
        );
        if (await catalog.Simulations.FindAsync(run, cancellation) is { } known)
        {
            return Report(known, alreadyDone: true);
        }
        var result = await pool.RunAsync(
            WorkLabel.Backtest(model),
            stop => SimulateAndStore(run, series.Input(start, end, request.Blocks), rules, stop),
            cancellation
        );
        var record = new SimulationRecord(
            run,
            model,
            series.Bars.Symbol,
            rules.ToCanonicalJson(),
            from,
            to,
            series.InSample,
            TrialMetrics.ToJson(result.Metrics),
            JsonSerializer.Serialize(result.Account.Steps, SpecJson.Options),
            Dataset.Run(run)
        );
        await catalog.Simulations.TryAddAsync(record, cancellation);
        return Report(record, alreadyDone: false);
    }

    private static (int Start, int End) RangeOf(RunRequest request, ModelSeries series)
    {
        var start = request.FromTs is { } from ? series.Bars.FirstAtOrAfter(from) : series.First;
        var end = request.ToTs is { } to ? series.Bars.FirstAtOrAfter(to) : series.End;
        if (end - start < 2)
        {
            throw new BadInputException(
                "fromTs",
                request.FromTs,
                $"a range with at least 2 bars between {UnixMicros.Format(series.Bars.Ts[0])} and {UnixMicros.Format(series.Bars.Ts[^1])}"
            );
        }
        return (start, end);
    }

    private SimulationResult SimulateAndStore(
        Fingerprint run,
        SimulationInput input,
        SimulationRules rules,
        CancellationToken cancellation
    )
    {
        var result = Simulator.Run(input, rules);
        var writer = new PartitionWriter(lake, catalog.Manifest);
        Put(writer, RunTables.EquityKey(run), Equity(input, result), cancellation);
        if (result.Trades.Count > 0)
        {
            Put(writer, RunTables.TradesKey(run), Trades(result), cancellation);
        }
        return result;
    }

    private static void Put(
        PartitionWriter writer,
        PartitionKey key,
        ColumnTable table,
        CancellationToken cancellation
    ) =>
        writer
            .UpdateAsync(key.Dataset, key.Symbol, [key.Period], (_, _) => table, cancellation)
            .GetAwaiter()
            .GetResult();

    private static ColumnTable Equity(SimulationInput input, SimulationResult result) =>
        new(
            Column.Timestamp("ts", input.Bars.Ts[input.Start..input.End]),
            Column.Double("equity", result.Equity),
            Column.Double("position", result.Position),
            Column.Double("drawdown", result.Drawdown),
            Column.Double("buy_and_hold", result.BuyAndHold)
        );

    private static ColumnTable Trades(SimulationResult result)
    {
        var trades = result.Trades;
        double[] Numbers(Func<Trade, double> value) => [.. trades.Select(value)];
        return new ColumnTable(
            Column.Timestamp("ts", [.. Enumerable.Range(0, trades.Count).Select(i => (long)i)]),
            Column.Timestamp("entry_ts", [.. trades.Select(t => t.EntryTs)]),
            Column.Timestamp("exit_ts", [.. trades.Select(t => t.ExitTs)]),
            Column.Category("side", [.. trades.Select(t => SpecWords.Of(t.Side))]),
            Column.Double("shares", Numbers(t => t.Shares)),
            Column.Double("entry_price", Numbers(t => t.EntryPrice)),
            Column.Double("exit_price", Numbers(t => t.ExitPrice)),
            Column.Double("fees", Numbers(t => t.Fees)),
            Column.Double("slippage", Numbers(t => t.SlippageCost)),
            Column.Double("borrow", Numbers(t => t.BorrowCost)),
            Column.Double("profit", Numbers(t => t.Profit)),
            Column.Double("return", Numbers(t => t.Return)),
            Column.Category("reason", [.. trades.Select(t => SpecWords.Of(t.Reason))]),
            Column.Double("mae", Numbers(t => t.Mae)),
            Column.Double("mfe", Numbers(t => t.Mfe)),
            Column.Int32("bars_held", [.. trades.Select(t => t.BarsHeld)])
        );
    }

    private static RunReport Report(SimulationRecord record, bool alreadyDone) =>
        new(
            record.Fingerprint.ToString(),
            alreadyDone,
            JsonSerializer.Deserialize<Dictionary<string, double>>(record.Metrics)!,
            [.. JsonSerializer.Deserialize<AccountStep[]>(record.Account, SpecJson.Options)!.Select(step => step.Text)]
        );
}
