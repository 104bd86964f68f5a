using Quant.Learning.Metrics;

namespace Quant.Learning.Training;

/// <summary>What happened in one fold. Times are starts of bars, microseconds UTC.</summary>
/// <param name="Number">From 0.</param>
/// <param name="TrainRows">Rows trained on.</param>
/// <param name="TrainFirst">Time of the first of them.</param>
/// <param name="TrainLast">Time of the last of them.</param>
/// <param name="TestRows">Rows predicted, labelled or not.</param>
/// <param name="TestFirst">Time of the first of them.</param>
/// <param name="TestLast">Time of the last of them.</param>
/// <param name="Purged">Rows kept from training because their label overlaps the test rows.</param>
/// <param name="Embargoed">Rows kept from training by the embargo alone.</param>
/// <param name="InSample">The fold's model on the rows it was trained on.</param>
/// <param name="OutOfSample">The fold's model on its test rows.</param>
public sealed record FoldReport(
    int Number,
    int TrainRows,
    long TrainFirst,
    long TrainLast,
    int TestRows,
    long TestFirst,
    long TestLast,
    int Purged,
    int Embargoed,
    ModelMetrics InSample,
    ModelMetrics OutOfSample
);
