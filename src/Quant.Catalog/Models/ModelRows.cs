using Quant.Catalog.Storage;

namespace Quant.Catalog.Models;

/// <summary>Between rows of the model table and records.</summary>
internal static class ModelRows
{
    public const string Columns = """
        fingerprint, spec, symbol, bar_interval, feature_set, label, estimator, status, parent, cohort,
        data_fingerprint, created_at, trained_at, train_ms, row_count, fold_count, metrics, card, artifact_path,
        artifact_hash, error
        """;

    public static ModelRecord Record(Row row)
    {
        var identity = new ModelIdentity(
            row.Fingerprint("fingerprint"),
            row.Text("spec"),
            row.Symbol("symbol"),
            row.Interval("bar_interval"),
            row.Fingerprint("feature_set"),
            row.Text("label"),
            row.Text("estimator"),
            row.Fingerprint("data_fingerprint")
        )
        {
            Parent = row.FingerprintOrNull("parent"),
            Cohort = row.TextOrNull("cohort"),
        };
        var status = row.Word<ModelStatus>("status");
        return new ModelRecord(
            identity,
            status,
            row.Instant("created_at"),
            row.InstantOrNull("trained_at"),
            status == ModelStatus.Ready ? Result(row) : null,
            row.TextOrNull("error")
        );
    }

    private static TrainedModel Result(Row row) =>
        new(
            row.Number("train_ms"),
            row.Whole("row_count"),
            row.Int("fold_count"),
            row.Text("metrics"),
            row.Text("card"),
            row.Text("artifact_path"),
            row.Text("artifact_hash")
        );
}
