using Quant.Lake.Manifest;
using Quant.Lake.Tables;
using Quant.Specs;

namespace Quant.Catalog.Series;

/// <summary>
/// Out-of-sample predictions of a model in the lake: ts, prediction (NaN where there is none) and the fold that made it
/// (-1 for none), one row per bar of the model's range, one partition in all.
/// </summary>
public static class PredictionTable
{
    public static readonly TableSchema Schema = new(
        ("ts", ColumnType.Timestamp),
        ("prediction", ColumnType.Double),
        ("fold", ColumnType.Int32)
    );

    /// <summary>The partition of a model's predictions.</summary>
    public static PartitionKey KeyOf(Fingerprint model, string symbol) =>
        new(Dataset.Predictions(model), symbol, "all");

    public static ColumnTable Of(long[] ts, double[] predictions, int[] folds) =>
        new(Column.Timestamp("ts", ts), Column.Double("prediction", predictions), Column.Int32("fold", folds));
}
