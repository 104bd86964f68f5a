using Quant.Catalog.Storage;
using Quant.Specs;

namespace Quant.Catalog.Studies;

/// <summary>Between rows of the trial table and records.</summary>
internal static class TrialRows
{
    public static readonly StagingTable Staging = new(
        "staged_trial",
        [
            ("study", StagingKind.Text),
            ("trial_index", StagingKind.Whole),
            ("fingerprint", StagingKind.Text),
            ("model", StagingKind.Text),
            ("rules", StagingKind.Text),
            ("status", StagingKind.Text),
            ("score", StagingKind.Number),
            .. Period("sel"),
            .. Period("hold"),
            ("sel_metrics", StagingKind.Text),
            ("hold_metrics", StagingKind.Text),
            ("block_moments", StagingKind.Blob),
            ("deflated_sharpe", StagingKind.Number),
            ("gap", StagingKind.Number),
            ("violated", StagingKind.Text),
            ("error", StagingKind.Text),
            ("silo", StagingKind.Text),
            ("elapsed_micros", StagingKind.Whole),
            ("created_at", StagingKind.Whole),
        ]
    );

    /// <summary>All columns but the block moments.</summary>
    public static readonly string LightColumns = string.Join(
        ", ",
        Staging.Columns.Select(column => column.Name).Where(name => name != "block_moments")
    );

    public static object?[] Cells(TrialRecord trial, long now) =>
        [
            trial.Study,
            trial.Index,
            trial.Fingerprint.ToString(),
            trial.Model.ToString(),
            trial.Rules,
            Words.Of(trial.Status),
            trial.Score,
            .. Cells(trial.Selection),
            .. Cells(trial.HoldOut),
            trial.SelectionMetrics,
            trial.HoldOutMetrics,
            trial.BlockMoments,
            trial.DeflatedSharpe,
            trial.Gap,
            trial.Violated,
            trial.Error,
            trial.Silo,
            trial.ElapsedMicros,
            now,
        ];

    public static TrialRecord Light(Row row) =>
        new(
            row.Text("study"),
            row.Whole("trial_index"),
            row.Fingerprint("fingerprint"),
            row.Fingerprint("model"),
            row.Text("rules"),
            row.Word<TrialStatus>("status")
        )
        {
            Score = row.NumberOrNull("score"),
            Selection = Period(row, "sel"),
            HoldOut = Period(row, "hold"),
            SelectionMetrics = row.TextOrNull("sel_metrics"),
            HoldOutMetrics = row.TextOrNull("hold_metrics"),
            DeflatedSharpe = row.NumberOrNull("deflated_sharpe"),
            Gap = row.NumberOrNull("gap"),
            Violated = row.TextOrNull("violated"),
            Error = row.TextOrNull("error"),
            Silo = row.TextOrNull("silo"),
            ElapsedMicros = row.Whole("elapsed_micros"),
            CreatedAt = row.Instant("created_at"),
        };

    public static TrialRecord Full(Row row) => Light(row) with { BlockMoments = row.BytesOrNull("block_moments") };

    private static (string, StagingKind)[] Period(string prefix) =>
        [
            ($"{prefix}_sharpe", StagingKind.Number),
            ($"{prefix}_total_return", StagingKind.Number),
            ($"{prefix}_max_drawdown", StagingKind.Number),
            ($"{prefix}_trades", StagingKind.Whole),
            ($"{prefix}_profit_factor", StagingKind.Number),
            ($"{prefix}_sqn", StagingKind.Number),
            ($"{prefix}_win_rate", StagingKind.Number),
        ];

    private static object?[] Cells(PeriodMetrics metrics) =>
        [
            metrics.Sharpe,
            metrics.TotalReturn,
            metrics.MaxDrawdown,
            metrics.Trades,
            metrics.ProfitFactor,
            metrics.Sqn,
            metrics.WinRate,
        ];

    private static PeriodMetrics Period(Row row, string prefix) =>
        new(
            row.NumberOrNull($"{prefix}_sharpe"),
            row.NumberOrNull($"{prefix}_total_return"),
            row.NumberOrNull($"{prefix}_max_drawdown"),
            row.WholeOrNull($"{prefix}_trades"),
            row.NumberOrNull($"{prefix}_profit_factor"),
            row.NumberOrNull($"{prefix}_sqn"),
            row.NumberOrNull($"{prefix}_win_rate")
        );
}
