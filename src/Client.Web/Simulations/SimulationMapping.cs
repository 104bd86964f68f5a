using System.Text.Json;
using Quant.Catalog.Models;
using Quant.Catalog.Simulations;
using Quant.Client.Web.Contracts;
using Quant.Client.Web.Json;
using Quant.Client.Web.Symbols;
using Quant.Lake.Tables;

namespace Quant.Client.Web.Simulations;

internal static class SimulationMapping
{
    public static SimulationDto ToDto(SimulationRecord record, ModelRecord? model, SymbolFacts facts) =>
        new(
            record.Fingerprint.ToString(),
            record.Model.ToString(),
            record.Symbol.ToString(),
            facts.Synthetic,
            model?.Identity.Interval.ToString() ?? "",
            AdjustmentOf(model),
            facts.TimeZone,
            record.InSample,
            record.FromTs,
            record.ToTs,
            record.CreatedAt,
            Metrics.Of(JsonText.ParseOrNull(record.Metrics))
        );

    /// <summary>One sentence per step, whether steps were kept as texts or with their numbers.</summary>
    public static IReadOnlyList<string> Account(string json)
    {
        var account = JsonText.Parse(json);
        var steps =
            account.ValueKind == JsonValueKind.Object && account.TryGetProperty("steps", out var inner)
                ? inner
                : account;
        return steps.ValueKind != JsonValueKind.Array ? [] : [.. steps.EnumerateArray().Select(Sentence)];
    }

    public static IReadOnlyList<TradeDto> Trades(ColumnTable table, int offset, int limit)
    {
        var (entryTs, exitTs) = (table.Timestamps("entry_ts"), table.Timestamps("exit_ts"));
        var (side, reason) = (table.Texts("side"), table.Texts("reason"));
        var (shares, fees, profit) = (table.Doubles("shares"), table.Doubles("fees"), table.Doubles("profit"));
        var (entry, exit) = (table.Doubles("entry_price"), table.Doubles("exit_price"));
        var (returns, held) = (table.Doubles("return"), table.Int32s("bars_held"));
        var count = Math.Clamp(table.Rows - offset, 0, limit);
        return
        [
            .. Enumerable
                .Range(offset, count)
                .Select(i => new TradeDto(
                    i,
                    side[i] ?? "",
                    shares[i],
                    entryTs[i],
                    entry[i],
                    exitTs[i],
                    exit[i],
                    reason[i] ?? "",
                    held[i],
                    profit[i],
                    returns[i],
                    fees[i]
                )),
        ];
    }

    private static string Sentence(JsonElement step) =>
        step.ValueKind == JsonValueKind.Object && step.TryGetProperty("text", out var text)
            ? text.GetString() ?? ""
            : step.ToString();

    private static string AdjustmentOf(ModelRecord? model) =>
        model is not null
        && JsonText.Parse(model.Identity.Spec).TryGetProperty("adjustment", out var adjustment)
        && adjustment.GetString() is { } word
            ? word
            : "splitAndDividend";
}
