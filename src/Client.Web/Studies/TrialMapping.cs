using Quant.Catalog.Studies;
using Quant.Client.Web.Contracts;
using Quant.Client.Web.Json;

namespace Quant.Client.Web.Studies;

internal static class TrialMapping
{
    public static TrialDto ToDto(this TrialRecord trial, string symbol, IReadOnlyDictionary<string, string> axes) =>
        new(
            trial.Index,
            trial.Model.ToString(),
            symbol,
            Words.Of(trial.Status),
            trial.Score,
            trial.DeflatedSharpe,
            trial.Gap,
            trial.Selection.ToDto(),
            trial.HoldOut.ToDto(),
            axes,
            trial.Violated,
            trial.Error,
            JsonText.Parse(trial.Rules)
        );

    private static PeriodMetricsDto ToDto(this PeriodMetrics metrics) =>
        new(
            metrics.Sharpe,
            metrics.TotalReturn,
            metrics.MaxDrawdown,
            metrics.Trades,
            metrics.ProfitFactor,
            metrics.Sqn,
            metrics.WinRate
        );
}
